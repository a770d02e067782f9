package io.autocharge.customer.view;

import io.autocharge.contracts.PartnerId;
import java.time.Instant;
import java.time.ZoneId;

/** A partner as operators see it. */
public record PartnerView(
        PartnerId id, String name, String email, ZoneId timeZone, int cutOffHour, Instant createdAt) {}
