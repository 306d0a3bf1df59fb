package dev.ringback.meter;

import dev.ringback.header.Method;
import dev.ringback.stack.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The fixed words that messages are counted under, by their numbers. Nothing of a peer's is among
/// them: a method or a status code that is not known counts as `other`.
public final class Labels {
    /// What everything is called that is not known.
    public static final String OTHER = "other";

    /// Those that come most stand first.
    private static final Method[] METHODS = {
        Method.INVITE,
        Method.ACK,
        Method.BYE,
        Method.REGISTER,
        Method.OPTIONS,
        Method.CANCEL,
        Method.PRACK,
        Method.UPDATE,
        Method.INFO,
        Method.MESSAGE,
        Method.SUBSCRIBE,
        Method.NOTIFY,
        Method.REFER,
        Method.PUBLISH
    };

    /// Those of the registry of IANA, less what is historic.
    private static final int[] CODES = {
        100, 180, 181, 182, 183, 199, 200, 202, 204, 300, 301, 302, 305, 380, 400, 401, 402, 403,
        404, 405, 406, 407, 408, 410, 412, 413, 414, 415, 416, 417, 420, 421, 422, 423, 424, 425,
        428, 429, 430, 433, 436, 437, 438, 439, 440, 469, 470, 480, 481, 482, 483, 484, 485, 486,
        487, 488, 489, 491, 493, 494, 500, 501, 502, 503, 504, 505, 513, 555, 580, 600, 603, 604,
        606, 607, 608
    };

    /// The number of a status code, for each; that of `other` for the unknown.
    private static final byte[] BY_CODE = byCode();

    private Labels() {}

    private static byte[] byCode() {
        byte[] numbers = new byte[700];
        Arrays.fill(numbers, (byte) CODES.length);
        for (int i = 0; i < CODES.length; i++) {
            numbers[CODES[i]] = (byte) i;
        }
        return numbers;
    }

    /// How many numbers of transports there are.
    static int transports() {
        return Transport.values().length;
    }

    /// The number of a transport.
    static int number(Transport transport) {
        return switch (transport) {
            case UDP -> 0;
            case TCP -> 1;
            case TLS -> 2;
            case WS -> 3;
            case WSS -> 4;
        };
    }

    /// How many numbers of methods there are.
    static int methods() {
        return METHODS.length + 1;
    }

    /// How many numbers of status codes there are.
    static int codes() {
        return CODES.length + 1;
    }

    /// The number of a method.
    static int number(Method method) {
        for (int i = 0; i < METHODS.length; i++) {
            if (METHODS[i].equals(method)) {
                return i;
            }
        }
        return METHODS.length;
    }

    /// The number of a status code.
    static int number(int status) {
        return status >= 0 && status < BY_CODE.length ? BY_CODE[status] : CODES.length;
    }

    /// The words of methods, by their numbers.
    public static List<String> methodWords() {
        List<String> words = new ArrayList<>(Arrays.stream(METHODS).map(Method::name).toList());
        words.add(OTHER);
        return words;
    }

    /// The words of status codes, by their numbers.
    public static List<String> codeWords() {
        return IntStream.rangeClosed(0, CODES.length)
                .mapToObj(i -> i == CODES.length ? OTHER : Integer.toString(CODES[i]))
                .toList();
    }
}
