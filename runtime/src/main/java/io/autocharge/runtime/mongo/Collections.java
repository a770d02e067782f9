package io.autocharge.runtime.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import jakarta.inject.Singleton;
import org.bson.codecs.configuration.CodecRegistries;

/** Where views keep their documents, mapped as everything else: snake_case, {@code id} as {@code _id}, money and dates as on the wire. */
@Singleton
public class Collections {

    private final MongoDatabase database;

    public Collections(MongoDatabase database) {
        this.database = database;
    }

    /** The collection {@code name}, whose documents are {@code record}s. */
    public <T> MongoCollection<T> of(Class<T> record, String name) {
        return database.getCollection(name, record)
                .withCodecRegistry(CodecRegistries.fromRegistries(
                        CodecRegistries.fromCodecs(JsonCodecs.document(record)), database.getCodecRegistry()));
    }
}
