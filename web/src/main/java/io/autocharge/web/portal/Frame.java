package io.autocharge.web.portal;

import io.autocharge.web.Visitor;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;

/** What stands around each page of the portal: where one can go, for whom one works, and as whom. */
@RequestScoped
@Named("frame")
public class Frame {

    private final Visitor visitor;

    Frame(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Where one can go. */
    public List<Section> sections() {
        return Arrays.stream(Section.values()).filter(Section::isThere).toList();
    }

    /** For whom this person works. */
    public String partner() {
        var name = visitor.staff().partnerName();
        return name.isBlank() ? "Autocharge" : name;
    }

    /** Who it is. */
    public String person() {
        var name = visitor.staff().name();
        return name.isBlank() ? "Signed in" : name;
    }

    /** What it may do, in words. */
    public String role() {
        return switch (visitor.staff().role()) {
            case "admin" -> "Admin";
            case "member" -> "Member";
            default -> "Can look at everything";
        };
    }

    /** What each order carries, as htmx wants to be told. */
    public String orderHeaders() {
        return "{\"Form-Token\":\"" + visitor.formToken() + "\"}";
    }

    /** The first letter of the partner, in the place of a logo. */
    public String initial() {
        return partner().substring(0, partner().offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT);
    }
}
