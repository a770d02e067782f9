package io.autocharge.customer.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.customer.StaffId;
import io.autocharge.customer.domain.Secret;
import io.autocharge.runtime.mongo.Collections;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * By what the staff signs in: the hash of a passphrase, a sealed seed, the fingerprints of recovery codes. No picture of
 * events, into which none of it may ever get; what is lost here is made anew by inviting the person again.
 */
@Singleton
public class StaffSecrets {

    /** What is kept of one person; {@code lastStep} is the newest half minute whose digits were taken. */
    public record Kept(StaffId id, String passphrase, String seed, long lastStep, List<String> recoveryCodes) {}

    private final MongoCollection<Kept> secrets;

    public StaffSecrets(Collections collections) {
        this.secrets = collections.of(Kept.class, "staff_secrets");
    }

    /** What is kept of this person. */
    public Optional<Kept> find(StaffId id) {
        return Optional.ofNullable(secrets.find(eq(id.value())).first());
    }

    /** Keeps all of it anew. */
    public void keep(Kept kept) {
        secrets.replaceOne(eq(kept.id().value()), kept, new ReplaceOptions().upsert(true));
    }

    /** Another passphrase; the second factor stays. */
    public void change(StaffId id, String passphrase) {
        secrets.updateOne(eq(id.value()), set("passphrase", passphrase));
    }

    /** Takes the digits of this half minute, unless they or newer ones were taken before. */
    public boolean take(StaffId id, long step) {
        return secrets.updateOne(and(eq(id.value()), lt("last_step", step)), set("last_step", step))
                        .getModifiedCount()
                == 1;
    }

    /** Uses a recovery code up, if it is one. */
    public boolean useUp(StaffId id, String recoveryCode) {
        var print = Secret.fingerprint(recoveryCode);
        return secrets.updateOne(and(eq(id.value()), eq("recovery_codes", print)), pull("recovery_codes", print))
                        .getModifiedCount()
                == 1;
    }

    /** Nothing is kept of this person any more. */
    public void forget(StaffId id) {
        secrets.deleteOne(eq(id.value()));
    }
}
