package io.autocharge.broken.api;

import com.mongodb.client.MongoClient;
import io.autocharge.broken.domain.Wrong;
import io.autocharge.other.Neighbour;

/** Holds an aggregate, a database and another service, under a name that says nothing. */
public class WrongManager {

    Wrong wrong;
    MongoClient mongo;
    Neighbour neighbour;
}
