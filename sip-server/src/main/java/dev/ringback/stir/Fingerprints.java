package dev.ringback.stir;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The keys of the media that a session description names: the claim `mky` of RFC 8225 §5.2.2.
final class Fingerprints {
    private static final String ATTRIBUTE = "a=fingerprint:";

    private Fingerprints() {}

    /// The claim for the body of a message: an object for each fingerprint, different ones only, in
    /// the order of their algorithms and values. Empty where there are none.
    static List<Map<String, Object>> of(SipMessage message) {
        String type = message.value(HeaderName.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/sdp")) {
            return List.of();
        }
        List<Map<String, Object>> keys = new ArrayList<>();
        String body = new String(message.body(), StandardCharsets.UTF_8);
        for (String line : body.split("\r?\n", -1)) {
            String[] parts = line.strip().split(" +", -1);
            if (parts.length == 2 && parts[0].startsWith(ATTRIBUTE)) {
                String algorithm = parts[0].substring(ATTRIBUTE.length()).toLowerCase(Locale.ROOT);
                String digest = parts[1].replace(":", "").toUpperCase(Locale.ROOT);
                keys.add(Map.of("alg", algorithm, "dig", digest));
            }
        }
        return keys.stream()
                .distinct()
                .sorted(Comparator.comparing(key -> key.get("alg") + " " + key.get("dig")))
                .toList();
    }

    /// Whether a claim names these keys.
    static boolean same(Object claim, List<Map<String, Object>> keys) {
        return claim instanceof List<?> list
                && list.size() == keys.size()
                && keys.stream().allMatch(key -> list.stream().anyMatch(each -> same(each, key)));
    }

    private static boolean same(Object claimed, Map<String, Object> key) {
        return claimed instanceof Map<?, ?> object
                && key.entrySet().stream()
                        .allMatch(
                                entry ->
                                        entry.getValue()
                                                .toString()
                                                .equalsIgnoreCase(
                                                        String.valueOf(
                                                                object.get(entry.getKey()))));
    }
}
