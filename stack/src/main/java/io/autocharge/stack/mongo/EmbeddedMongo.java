package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The database of a machine that has no MongoDB: it speaks MongoDB's wire on 127.0.0.1, keeps the documents in memory and every change
 * in a folder, and acknowledges a change only when it is on disk.
 */
public final class EmbeddedMongo implements AutoCloseable {

    private static final int MOST_CLIENTS = 2_000;
    private static final Storage.Compaction USUAL = new Storage.Compaction(64L << 20, 4);

    private final EmbeddedBackend backend;
    private final EventLoopGroup threads;
    private final ChannelGroup clients;
    private final Channel listener;

    private EmbeddedMongo(EmbeddedBackend backend, EventLoopGroup threads, ChannelGroup clients, Channel listener) {
        this.backend = backend;
        this.threads = threads;
        this.clients = clients;
        this.listener = listener;
    }

    /**
     * Restores what the folder holds and listens.
     *
     * @param port where to listen, or 0 for any free port
     * @throws IllegalStateException saying why, if the folder cannot be written, belongs to another server or is damaged, or if the
     *     port is taken
     */
    public static EmbeddedMongo start(Path folder, int port) {
        return start(folder, port, USUAL);
    }

    static EmbeddedMongo start(Path folder, int port, Storage.Compaction compaction) {
        var backend = EmbeddedBackend.restore(folder, compaction);
        var threads = new NioEventLoopGroup(
                Math.max(4, Runtime.getRuntime().availableProcessors() * 2),
                new DefaultThreadFactory("mongo-wire", false));
        var clients = new DefaultChannelGroup("mongo-clients", threads.next());
        try {
            var listener = new ServerBootstrap()
                    .group(threads)
                    .channel(NioServerSocketChannel.class)
                    .option(ChannelOption.SO_BACKLOG, 256)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel client) {
                            client.pipeline()
                                    .addLast(new MongoWireReplyEncoder())
                                    .addLast(new MongoWireMessageEncoder())
                                    .addLast(new MongoWireProtocolHandler())
                                    .addLast(new WireHandler(backend, clients, MOST_CLIENTS));
                        }
                    })
                    .bind(new InetSocketAddress("127.0.0.1", port))
                    .syncUninterruptibly()
                    .channel();
            return new EmbeddedMongo(backend, threads, clients, listener);
        } catch (Exception e) {
            stop(threads);
            backend.close();
            var why = e instanceof BindException ? "The port " + port + " on 127.0.0.1 is taken." : e.toString();
            throw new IllegalStateException("The database cannot listen. " + why, e);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** How a client reaches it. */
    public String uri() {
        return "mongodb://127.0.0.1:" + address().getPort();
    }

    /** Lets no further client in, ends the connections and closes the folder. Everything acknowledged is already on disk. */
    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        clients.close().syncUninterruptibly();
        stop(threads);
        backend.close();
    }

    private static void stop(EventLoopGroup threads) {
        threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
