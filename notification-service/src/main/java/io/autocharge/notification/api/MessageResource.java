package io.autocharge.notification.api;

import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.notification.view.MessageView;
import io.autocharge.notification.view.Messages;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** What was mailed to whom, over HTTP. */
@Path("/messages")
class MessageResource {

    private final Messages messages;
    private final Caller caller;

    MessageResource(Messages messages, Caller caller) {
        this.messages = messages;
        this.caller = caller;
    }

    /** The partner's e-mails; {@code about} is the id of a receipt, an invoice or a charge. */
    @GET
    public Page<MessageView> list(
            @QueryParam("customer_id") CustomerId customer,
            @QueryParam("about") String about,
            @BeanParam PageRequest page) {
        return messages.list(caller.partner(), customer, about, page);
    }
}
