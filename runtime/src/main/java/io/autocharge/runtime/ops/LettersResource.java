package io.autocharge.runtime.ops;

import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.runtime.axon.Processors;
import io.autocharge.runtime.axon.Processors.Letter;
import io.autocharge.runtime.axon.Processors.Reader;
import io.autocharge.runtime.http.Problem;
import io.autocharge.runtime.kafka.DeadLetters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** What this service could not take from Kafka, and what its policies and views could not handle. */
@Path("/ops/letters")
public class LettersResource {

    private static final int MOST = 1_000;
    private static final int USUAL = 50;

    /**
     * All that waits or was refused.
     *
     * @param records from Kafka, latest first
     * @param events from the store, parked by a policy or view, oldest first
     */
    record Letters(List<DeadLetters.Shown> records, List<Letter> events) {}

    private final DeadLetters records;
    private final Processors processors;

    public LettersResource(DeadLetters records, Processors processors) {
        this.records = records;
        this.processors = processors;
    }

    @GET
    public Letters show(@QueryParam("limit") String limit) {
        var most = most(limit);
        var events = processors.readers().stream()
                .filter(reader -> reader.deadLetters() > 0)
                .map(Reader::name)
                .flatMap(reader -> processors.letters(reader, most).stream())
                .limit(most)
                .toList();
        return new Letters(records.latest(null, most), events);
    }

    /**
     * A record among the letters.
     *
     * @param id where it stood: topic, partition and offset
     * @param withoutPredecessor whether an event is to be taken although the one before it was never seen
     */
    record Which(String id, @MayBeAbsent Boolean withoutPredecessor) {}

    /** Takes a record up again, and what waits behind it. */
    @POST
    @Path("/retry")
    public DeadLetters.Result retry(Which which) {
        return records.retry(id(which), Boolean.TRUE.equals(which.withoutPredecessor()))
                .orElseThrow(NotFoundException::new);
    }

    /** Gives a record up, and takes up what waits behind it. */
    @POST
    @Path("/discard")
    public DeadLetters.Result discard(Which which) {
        return records.discard(id(which)).orElseThrow(NotFoundException::new);
    }

    private static String id(Which which) {
        if (which == null || which.id() == null) {
            throw Problem.malformed("The 'id' of a record is expected.");
        }
        return which.id();
    }

    private static int most(String limit) {
        if (limit == null) {
            return USUAL;
        }
        if (!limit.matches("[0-9]{1,4}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw Problem.malformed("A 'limit' from 1 to 1000 is expected.");
        }
        return Integer.parseInt(limit);
    }
}
