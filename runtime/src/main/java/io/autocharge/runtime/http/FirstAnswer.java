package io.autocharge.runtime.http;

import java.util.Map;

/** An answer as it was given: what a repeated request gets again, to the byte. */
public record FirstAnswer(int status, Map<String, String> headers, byte[] body) {}
