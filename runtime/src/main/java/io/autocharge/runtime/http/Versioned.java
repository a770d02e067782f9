package io.autocharge.runtime.http;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** What is answered knows which version of itself it is; the header {@code ETag} says so. */
public interface Versioned {

    /** A word that is another one after each change; absent if it is not known. */
    @JsonIgnore
    String version();
}
