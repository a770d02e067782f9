package io.autocharge.customer.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.CustomerUser;
import io.autocharge.runtime.Position;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A customer as it is looked up.
 *
 * @param position of the last event that it reflects; absent in what was stored before there was one
 */
public record CustomerView(
        CustomerId id,
        PartnerId partnerId,
        String externalId,
        String name,
        List<CustomerUser> users,
        List<String> tags,
        boolean archived,
        Instant createdAt,
        Instant archivedAt,
        Long position) {

    CustomerView named(String company) {
        return new CustomerView(
                id, partnerId, externalId, company, users, tags, archived, createdAt, archivedAt, position);
    }

    CustomerView tagged(List<String> only) {
        return new CustomerView(
                id, partnerId, externalId, name, users, only, archived, createdAt, archivedAt, position);
    }

    CustomerView joinedBy(CustomerUser user) {
        var all = Stream.concat(users.stream(), Stream.of(user)).distinct().toList();
        return new CustomerView(id, partnerId, externalId, name, all, tags, archived, createdAt, archivedAt, position);
    }

    CustomerView archived(Instant at) {
        return new CustomerView(id, partnerId, externalId, name, users, tags, true, createdAt, at, position);
    }

    CustomerView as(Position now) {
        return new CustomerView(
                id, partnerId, externalId, name, users, tags, archived, createdAt, archivedAt, now.value());
    }
}
