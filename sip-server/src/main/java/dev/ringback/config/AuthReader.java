package dev.ringback.config;

import dev.ringback.auth.DigestAlgorithm;
import java.util.List;

/// `auth:`, who has to prove who they are.
final class AuthReader implements SectionReader {
    @Override
    public List<String> keys() {
        return List.of("auth");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Section auth = top.section("auth", "required", "algorithms", "tries");
        if (auth == null) {
            return;
        }
        Boolean required = auth.value("required", Values::truth);
        if (required != null) {
            into.authRequired(required);
        }
        List<DigestAlgorithm> algorithms = auth.list("algorithms", AuthReader::algorithm);
        if (algorithms != null) {
            into.algorithms(algorithms);
        }
        Integer tries = auth.value("tries", text -> Values.number(text, 1, 1000));
        if (tries != null) {
            into.tries(tries);
        }
    }

    private static DigestAlgorithm algorithm(String text) {
        return switch (text) {
            case "SHA-256" -> DigestAlgorithm.SHA_256;
            case "MD5" -> DigestAlgorithm.MD5;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is no algorithm that is known here: SHA-256, MD5");
        };
    }
}
