package dev.ringback.torture;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// The lines of a message's head, octet by octet in Latin-1, each with its line end and with the
/// folds that belong to it.
final class HeadLines {
    private static final Pattern LINE_START = Pattern.compile("(?<=\r\n)(?![ \t])");

    private HeadLines() {}

    static List<String> of(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1).replaceFirst("^(\r\n)+", "");
        String head = text.substring(0, text.indexOf("\r\n\r\n") + 2);
        return LINE_START.splitAsStream(head).toList();
    }
}
