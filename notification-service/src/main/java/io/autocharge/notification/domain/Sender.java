package io.autocharge.notification.domain;

import java.time.ZoneId;

/** The partner in whose name is written: its customers answer to {@code email}, and its days begin in {@code zone}. */
public record Sender(String name, String email, ZoneId zone) {}
