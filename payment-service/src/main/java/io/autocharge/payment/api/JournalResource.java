package io.autocharge.payment.api;

import io.autocharge.payment.ledger.Posting;
import io.autocharge.payment.view.Journal;
import io.autocharge.payment.view.JournalBalances;
import io.autocharge.payment.view.JournalEntry;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The partner's books over HTTP: what was posted, and how the accounts stand. */
@Path("/journal")
class JournalResource {

    /** How the accounts stand in one currency: debits less credits, in minor units. */
    record Standing(String currency, List<Posting> accounts, long entries) {

        static Standing of(JournalBalances balances) {
            return new Standing(balances.currency(), balances.balances().standing(), balances.entries());
        }
    }

    /** All currencies in which anything was ever posted. */
    record Standings(List<Standing> data) {}

    private final Caller caller;
    private final Journal journal;

    JournalResource(Caller caller, Journal journal) {
        this.caller = caller;
        this.journal = journal;
    }

    @GET
    public Page<JournalEntry> list(
            @QueryParam("currency") @Schema(pattern = "^[A-Z]{3}$") String currency, @BeanParam PageRequest page) {
        if (currency != null && !currency.matches("[A-Z]{3}")) {
            throw Problem.malformed("A 'currency' of ISO 4217 is expected, such as USD.");
        }
        return journal.list(caller.partner(), currency, page);
    }

    @GET
    @Path("/balances")
    public Standings balances() {
        return new Standings(
                journal.balances(caller.partner()).stream().map(Standing::of).toList());
    }
}
