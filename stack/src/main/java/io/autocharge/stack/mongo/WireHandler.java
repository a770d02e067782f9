package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import de.bwaldvogel.mongo.wire.message.MongoReply;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection. An answer leaves only after everything that it tells of is on disk; the thread does not wait for that. */
final class WireHandler extends SimpleChannelInboundHandler<ClientRequest> {

    private static final Logger log = LoggerFactory.getLogger(WireHandler.class);
    private static final AtomicInteger MESSAGES = new AtomicInteger();

    private final EmbeddedBackend backend;
    private final ChannelGroup clients;
    private final int mostClients;

    WireHandler(EmbeddedBackend backend, ChannelGroup clients, int mostClients) {
        this.backend = backend;
        this.clients = clients;
        this.mostClients = mostClients;
    }

    @Override
    public void channelActive(ChannelHandlerContext client) throws Exception {
        if (clients.size() >= mostClients) {
            log.warn(
                    "More than {} clients: {} is turned away.",
                    mostClients,
                    client.channel().remoteAddress());
            client.close();
            return;
        }
        clients.add(client.channel());
        super.channelActive(client);
    }

    @Override
    public void channelInactive(ChannelHandlerContext client) throws Exception {
        backend.handleClose(client.channel());
        super.channelInactive(client);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext client, ClientRequest request) {
        if (request instanceof MongoMessage message) {
            var answer = backend.execute(client.channel(), message.getDatabaseName(), message.getDocument());
            reply(client, request, answer);
        } else if (request instanceof MongoQuery query
                && query.getCollectionName().equals("$cmd")) {
            var command = query.getQuery().get("$query") instanceof Document inner ? inner : query.getQuery();
            reply(client, request, backend.execute(client.channel(), query.getDatabaseName(), command));
        } else {
            client.close();
        }
    }

    private void reply(ChannelHandlerContext client, ClientRequest request, EmbeddedBackend.Answer answer) {
        var header = new MessageHeader(
                MESSAGES.incrementAndGet(), request.getHeader().getRequestID());
        backend.journal().whenDurable(answer.mustBeDurable(), failure -> {
            var document = failure == null ? answer.document() : cannotKeep(failure);
            client.writeAndFlush(
                    request instanceof MongoMessage
                            ? new MongoMessage(client.channel(), header, document)
                            : new MongoReply(header, List.of(document), 0));
        });
    }

    private static Document cannotKeep(IOException failure) {
        return EmbeddedBackend.refusal(
                new MongoServerException("The change could not be written to disk: " + failure.getMessage()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext client, Throwable cause) {
        if (cause instanceof IOException) {
            log.debug("A client went away.", cause);
        } else {
            log.warn("A client sent what cannot be read; its connection is closed.", cause);
        }
        client.close();
    }
}
