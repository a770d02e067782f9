package io.autocharge.runtime.mongo;

import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.Document;

/** How a place in the stream lies in the database, for people to read. */
final class TokenDocuments {

    private TokenDocuments() {}

    static Document write(TrackingToken token) {
        if (token == null) {
            return null;
        }
        if (token instanceof GlobalSequenceTrackingToken at) {
            return new Document("position", at.getGlobalIndex());
        }
        if (token instanceof ReplayToken replay) {
            return new Document("replay_until", write(replay.getTokenAtReset()))
                    .append("current", write(replay.getCurrentToken()));
        }
        if (token instanceof MergedTrackingToken merged) {
            return new Document("lower", write(merged.lowerSegmentToken()))
                    .append("upper", write(merged.upperSegmentToken()));
        }
        throw new IllegalArgumentException("No place in our stream: " + token);
    }

    static TrackingToken read(Document document) {
        if (document == null) {
            return null;
        }
        if (document.containsKey("position")) {
            return new GlobalSequenceTrackingToken(document.getLong("position"));
        }
        if (document.containsKey("replay_until")) {
            return ReplayToken.createReplayToken(
                    read(document.get("replay_until", Document.class)), read(document.get("current", Document.class)));
        }
        return new MergedTrackingToken(
                read(document.get("lower", Document.class)), read(document.get("upper", Document.class)));
    }
}
