package dev.ringback.routing;

import java.util.List;
import java.util.stream.Collectors;

/// A set of final response codes that a fallback is for: single ones, and whole classes.
///
/// There is no fallback after a 6xx, with which a callee ends the search: RFC 3261 §16.7 step 5.
///
/// @param codes codes from 300 to 599; 3, 4 and 5 stand for a class. At least one.
public record Codes(List<Integer> codes) {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public Codes {
        codes = List.copyOf(codes);
        if (codes.isEmpty()) {
            throw new IllegalArgumentException("at least one response code is needed");
        }
        for (int code : codes) {
            if (code == 6 || (code >= 600 && code <= 699)) {
                throw new IllegalArgumentException(
                        "nothing follows a 6xx, which ends the search (RFC 3261 §16.7)");
            }
            if ((code < 300 || code > 599) && (code < 3 || code > 5)) {
                throw new IllegalArgumentException(
                        code + " is no code of a failure between 300 and 599");
            }
        }
    }

    /// These codes; 3, 4 and 5 stand for a class.
    public static Codes of(int... codes) {
        return new Codes(java.util.Arrays.stream(codes).boxed().toList());
    }

    /// Reads codes and classes with commas between them: `486`, `4xx`, `408, 480, 5xx`.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public static Codes parse(String text) {
        return new Codes(List.of(text.split(",", -1)).stream().map(Codes::code).toList());
    }

    private static int code(String text) {
        String code = text.strip();
        if (code.matches("[3-6](?i:xx)")) {
            return code.charAt(0) - '0';
        }
        if (code.matches("[3-6][0-9]{2}")) {
            return Integer.parseInt(code);
        }
        throw new IllegalArgumentException(
                "'" + code + "' is no response code: write it like 486 or 4xx");
    }

    /// Whether a code is one of them.
    public boolean contains(int status) {
        return status < 600 && (codes.contains(status) || codes.contains(status / 100));
    }

    /// As [#parse] reads it.
    @Override
    public String toString() {
        return codes.stream()
                .map(code -> code < 10 ? code + "xx" : code.toString())
                .collect(Collectors.joining(", "));
    }
}
