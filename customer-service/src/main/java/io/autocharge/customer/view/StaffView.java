package io.autocharge.customer.view;

import io.autocharge.contracts.customer.StaffId;
import io.autocharge.contracts.customer.StaffRole;
import java.time.Instant;

/** A person of a partner's staff as its admins see it; {@code state} is {@code invited} or {@code joined}. */
public record StaffView(
        StaffId id, String name, String email, StaffRole role, String state, Instant createdAt, Instant joinedAt) {}
