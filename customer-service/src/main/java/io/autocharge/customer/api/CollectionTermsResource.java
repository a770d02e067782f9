package io.autocharge.customer.api;

import io.autocharge.contracts.customer.CollectionTerms;
import io.autocharge.contracts.customer.PartnerCommand.AgreeCollectionTerms;
import io.autocharge.customer.view.AgreedTerms;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.http.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** How the calling partner's invoices are collected where nobody is asked: retries, notices, reminders. */
@Path("/collection-terms")
class CollectionTermsResource {

    private final Commands commands;
    private final AgreedTerms terms;
    private final Caller caller;

    CollectionTermsResource(Commands commands, AgreedTerms terms, Caller caller) {
        this.commands = commands;
        this.terms = terms;
        this.caller = caller;
    }

    @GET
    public CollectionTerms show() {
        return terms.of(caller.partner());
    }

    /** All terms at once; said twice it is agreed once. */
    @PUT
    public CollectionTerms agree(CollectionTerms wanted) {
        commands.send(new AgreeCollectionTerms(caller.partner(), Body.required(wanted)));
        return show();
    }
}
