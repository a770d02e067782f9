package io.autocharge.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A body that did not say how long it is: read here, so that no more of it than is allowed goes on to a service. */
final class MeasuredBody {

    /** It is longer than a body may be. */
    static final class TooLong extends RuntimeException {
        TooLong() {
            super("A body is too long", null, false, false);
        }
    }

    private MeasuredBody() {}

    static Future<Buffer> of(ReadStream<Buffer> stream) {
        var whole = Promise.<Buffer>promise();
        var body = Buffer.buffer();
        stream.exceptionHandler(whole::tryFail)
                .handler(part -> {
                    if (body.length() + part.length() > FrontDoor.LONGEST_BODY) {
                        whole.tryFail(new TooLong()); // what still comes is read and forgotten
                    } else {
                        body.appendBuffer(part);
                    }
                })
                .endHandler(end -> whole.tryComplete(body));
        stream.resume();
        return whole.future();
    }
}
