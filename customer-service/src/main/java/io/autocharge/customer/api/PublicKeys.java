package io.autocharge.customer.api;

import io.autocharge.runtime.Json;
import io.autocharge.runtime.http.Problem;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The public keys with which partner apps prove who they are, as JWKs: P-256 for ES256, or Ed25519 for EdDSA. */
final class PublicKeys {

    private static final Map<String, Set<String>> PARTS = Map.of("P-256", Set.of("x", "y"), "Ed25519", Set.of("x"));
    private static final Set<String> SECRET = Set.of("d", "k", "p", "q", "dp", "dq", "qi", "oth");

    private PublicKeys() {}

    /**
     * What is kept of such a key: the numbers that make it, and nothing else that a caller wrote beside them.
     *
     * @throws Problem 422 if it is no such key, or its private half is in it
     */
    static String checked(Map<String, Object> jwk) {
        if (jwk.keySet().stream().anyMatch(SECRET::contains)) {
            throw unusable("This key holds its private half. Make another one, and keep that half to yourself.");
        }
        var curve = String.valueOf(jwk.get("crv"));
        var parts = PARTS.get(curve);
        if (parts == null || !String.valueOf(jwk.get("kty")).equals(curve.equals("P-256") ? "EC" : "OKP")) {
            throw unusable("A key of curve P-256 (kty EC) or Ed25519 (kty OKP) is expected.");
        }
        var kept = new LinkedHashMap<String, Object>();
        kept.put("kty", jwk.get("kty"));
        kept.put("crv", curve);
        if (curve.equals("Ed25519") && !String.valueOf(jwk.get("x")).matches("[A-Za-z0-9_-]{43}")) {
            throw unusable("The x of this key is not 32 bytes in base64url.");
        }
        parts.stream().sorted().forEach(part -> kept.put(part, jwk.get(part)));
        var text = Json.write(kept);
        if (!isOnItsCurve(text)) {
            throw unusable("The numbers of this key are no point of its curve.");
        }
        return text;
    }

    private static boolean isOnItsCurve(String jwk) {
        try {
            var key = PublicJsonWebKey.Factory.newPublicJwk(jwk);
            return key instanceof OctetKeyPairJsonWebKey
                    || key instanceof EllipticCurveJsonWebKey point && isOnItsCurve(point.getECPublicKey());
        } catch (JoseException | IllegalArgumentException e) {
            return false;
        }
    }

    /** y² = x³ + ax + b: Java takes any two numbers for a point. */
    private static boolean isOnItsCurve(ECPublicKey key) {
        var curve = key.getParams().getCurve();
        var p = ((ECFieldFp) curve.getField()).getP();
        var x = key.getW().getAffineX();
        var y = key.getW().getAffineY();
        var right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB());
        return x.signum() >= 0
                && x.compareTo(p) < 0
                && y.signum() >= 0
                && y.compareTo(p) < 0
                && y.multiply(y).subtract(right).mod(p).signum() == 0;
    }

    private static Problem unusable(String sentence) {
        return Problem.of(422, "public_key_unusable", sentence).at("/public_key", sentence);
    }
}
