package io.autocharge.runtime.http;

import io.autocharge.runtime.AccountNumbers;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a body before anything else does: turns away what is too long, and what holds the number of a card. */
@Provider
public class BodyGuard implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException, WebApplicationException {
        context.setInputStream(new ByteArrayInputStream(checked(context.getInputStream())));
        return context.proceed();
    }

    static byte[] checked(InputStream body) throws IOException {
        var bytes = body.readNBytes(FrontDoor.LONGEST_BODY + 1);
        if (bytes.length > FrontDoor.LONGEST_BODY) {
            throw Statuses.problem(413);
        }
        if (AccountNumbers.in(new String(bytes, StandardCharsets.UTF_8))) {
            throw FrontDoor.accountNumber();
        }
        return bytes;
    }
}
