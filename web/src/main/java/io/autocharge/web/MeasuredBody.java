package io.autocharge.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * A body is read here to its end before it goes on: no more of it than is allowed, and within a bounded time, so that nobody
 * who sends slowly keeps a service waiting.
 */
final class MeasuredBody {

    /** It is not taken, and why: with this status. */
    static final class Refused extends RuntimeException {

        private final int status;

        Refused(int status) {
            super("A body is too long, or too slow", null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private MeasuredBody() {}

    static Future<Buffer> of(ReadStream<Buffer> stream, Vertx vertx, long longestMs) {
        var whole = Promise.<Buffer>promise();
        var body = Buffer.buffer();
        var patience = vertx.setTimer(longestMs, over -> whole.tryFail(new Refused(408)));
        stream.exceptionHandler(whole::tryFail)
                .handler(part -> {
                    if (body.length() + part.length() > FrontDoor.LONGEST_BODY) {
                        whole.tryFail(new Refused(413)); // what still comes is read and forgotten
                    } else {
                        body.appendBuffer(part);
                    }
                })
                .endHandler(end -> whole.tryComplete(body));
        stream.resume();
        return whole.future().onComplete(done -> vertx.cancelTimer(patience));
    }
}
