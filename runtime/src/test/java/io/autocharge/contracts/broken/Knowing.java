package io.autocharge.contracts.broken;

import io.autocharge.runtime.Json;

/** A part of the language that knows who speaks it. */
public class Knowing {

    final String json = Json.write("");
}
