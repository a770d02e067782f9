package io.autocharge.web.portal;

/** One of the filters above a list. */
public record Tab(String title, String href, boolean selected) {}
