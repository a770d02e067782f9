package io.autocharge.web.portal;

import io.autocharge.web.Visitor;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The invoices of a partner: by status, by what is searched for, page by page. */
@Path("/portal/invoices")
@Produces(MediaType.TEXT_HTML)
class InvoicesPage {

    private static final Map<String, String> STATUSES = statuses();

    /** A part of the list and where the other parts are. */
    record Invoices(List<Bill> bills, List<Tab> tabs, String status, String search, String address, Pager pager)
            implements TemplateInstance {}

    private final Visitor visitor;

    InvoicesPage(Visitor visitor) {
        this.visitor = visitor;
    }

    @GET
    @Blocking
    public String show(
            @QueryParam("status") String status,
            @QueryParam("search") String search,
            @QueryParam("after") String after,
            @QueryParam("before") String before) {
        var filters = new LinkedHashMap<String, String>();
        filters.put("status", STATUSES.containsKey(status) ? status : "");
        filters.put("search", search == null ? "" : search.strip());
        var asked = Pager.with(Pager.with(filters, "after", after), "before", before);
        var list = visitor.read(Pager.address("/invoices", Pager.with(asked, "limit", String.valueOf(Pager.ROWS))));
        var bills = list.getJsonArray("data").stream()
                .map(row -> Bill.of((JsonObject) row))
                .toList();
        var path = Section.INVOICES.path();
        var tabs = STATUSES.entrySet().stream()
                .map(tab -> new Tab(
                        tab.getValue(),
                        Pager.address(path, Pager.with(filters, "status", tab.getKey())),
                        tab.getKey().equals(filters.get("status"))))
                .toList();
        return new Invoices(
                        bills,
                        tabs,
                        filters.get("status"),
                        filters.get("search"),
                        Pager.address(path, asked),
                        Pager.of(list, path, filters))
                .render();
    }

    private static Map<String, String> statuses() {
        var all = new LinkedHashMap<String, String>();
        all.put("", "All");
        all.put("open", "Open");
        all.put("overdue", "Overdue");
        all.put("paid", "Paid");
        all.put("archived", "Archived");
        return all;
    }
}
