package io.autocharge.web.portal;

/** The parts of the portal, in the order of its navigation. A part is shown there as soon as it has a page. */
public enum Section {
    OVERVIEW("Overview", "overview", false),
    INVOICES("Invoices", "invoices", true),
    CUSTOMERS("Customers", "customers", false),
    PAYMENTS("Payments", "payments", false),
    AUTO_PAY("Auto-pay", "auto-pay", false),
    SETTINGS("Settings", "settings", false);

    private final String title;
    private final String id;
    private final boolean isThere;

    Section(String title, String id, boolean isThere) {
        this.title = title;
        this.id = id;
        this.isThere = isThere;
    }

    /** As people call it. */
    public String title() {
        return title;
    }

    /** In addresses, and the name of its icon. */
    public String id() {
        return id;
    }

    /** Where it is. */
    public String path() {
        return "/portal/" + id;
    }

    boolean isThere() {
        return isThere;
    }
}
