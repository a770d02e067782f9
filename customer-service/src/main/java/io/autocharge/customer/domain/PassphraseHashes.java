package io.autocharge.customer.domain;

/** Keeps passphrases so that a stolen database does not tell them. Slow by intention. */
public interface PassphraseHashes {

    /** What is stored of a passphrase. */
    String hash(String passphrase);

    /** Whether it is the one. With nothing stored it takes the same time and is none. */
    boolean matches(String passphrase, String hash);
}
