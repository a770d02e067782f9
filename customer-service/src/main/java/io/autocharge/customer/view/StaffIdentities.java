package io.autocharge.customer.view;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import io.autocharge.contracts.customer.StaffId;
import io.autocharge.runtime.mongo.Collections;
import jakarta.inject.Singleton;

/**
 * Which account at its company's provider is whose of the staff. The first one that is vouched for stays the only one, so
 * that an address that passes to somebody else opens nothing. No picture of events, for the same reason as secrets.
 */
@Singleton
public class StaffIdentities {

    private record Bound(String id, String issuer, String subject) {}

    private final MongoCollection<Bound> identities;

    public StaffIdentities(Collections collections) {
        this.identities = collections.of(Bound.class, "staff_identities");
    }

    /** Whether this account is the person's: the one that it came with first, which is now unless it came before. */
    public boolean isOf(StaffId person, String issuer, String subject) {
        var shown = new Bound(person.value(), issuer, subject);
        try {
            identities.insertOne(shown);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return shown.equals(identities.find(eq(person.value())).first());
        }
    }

    /** The person may come with another account: it was removed, and may be invited again. */
    public void forget(StaffId person) {
        identities.deleteOne(eq(person.value()));
    }
}
