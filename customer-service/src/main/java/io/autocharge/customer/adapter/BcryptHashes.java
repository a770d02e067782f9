package io.autocharge.customer.adapter;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import io.autocharge.customer.domain.PassphraseHashes;
import io.autocharge.customer.domain.Passphrases;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Bcrypt over SHA-512, so that what is longer than 72 bytes counts whole. */
@Singleton
public class BcryptHashes implements PassphraseHashes {

    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2B;

    private final int cost;
    private final String nobody;

    public BcryptHashes(@ConfigProperty(name = "autocharge.passphrase-cost", defaultValue = "12") int cost) {
        this.cost = cost;
        this.nobody = hash("of nobody at all");
    }

    @Override
    public String hash(String passphrase) {
        var bytes = BCrypt.with(VERSION, new SecureRandom(), LongPasswordStrategies.hashSha512(VERSION))
                .hash(cost, bytes(passphrase));
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Override
    public boolean matches(String passphrase, String hash) {
        var stored = hash == null ? nobody : hash;
        var verified = BCrypt.verifyer(VERSION, LongPasswordStrategies.hashSha512(VERSION))
                .verify(bytes(passphrase), stored.getBytes(StandardCharsets.US_ASCII))
                .verified;
        return verified && hash != null;
    }

    private static byte[] bytes(String passphrase) {
        return Passphrases.normal(passphrase).getBytes(StandardCharsets.UTF_8);
    }
}
