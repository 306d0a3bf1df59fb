package dev.ringback.bench.load;

import dev.ringback.message.SipMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A message that differs from the next one only in two numbers, which are written over copies of
/// it. So its header fields are built and checked once.
final class Template {
    /// Stands for the number of the operation, eight digits of base 16.
    static final String NUMBER = "NUMBER00";

    /// Stands for the number of the user, six digits of base 10.
    static final String USER = "USER00";

    private final byte[] message;
    private final int[] numbers;
    private final int[] users;

    /// A template of a message that has [#NUMBER] and [#USER] in it.
    Template(SipMessage message) {
        this.message = message.toBytes();
        String text = new String(this.message, StandardCharsets.ISO_8859_1);
        this.numbers = places(text, NUMBER);
        this.users = places(text, USER);
    }

    private static int[] places(String text, String mark) {
        List<Integer> places = new ArrayList<>();
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
            places.add(at);
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The message of an operation.
    byte[] fill(int number, int user) {
        byte[] filled = message.clone();
        for (int place : numbers) {
            writeNumber(filled, place, number);
        }
        for (int place : users) {
            int rest = user;
            for (int digit = USER.length() - 1; digit >= 0; digit--) {
                filled[place + digit] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        return filled;
    }

    private static void writeNumber(byte[] target, int place, int number) {
        for (int digit = 0; digit < NUMBER.length(); digit++) {
            target[place + digit] =
                    (byte) Character.forDigit((number >>> (28 - 4 * digit)) & 15, 16);
        }
    }

    /// A number as the templates have it.
    static String digits(int number) {
        byte[] digits = new byte[NUMBER.length()];
        writeNumber(digits, 0, number);
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    /// The number that [#digits] wrote, or -1.
    static int number(String text, int at) {
        if (at + NUMBER.length() > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = at; i < at + NUMBER.length(); i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            number = number << 4 | digit;
        }
        return number;
    }
}
