package dev.ringback.callflow.draw;

import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.util.List;

/// Where the RFCs define a method or a response.
///
/// @param rfc the number of the RFC
/// @param section the section, `21.4.25`
public record RfcSection(int rfc, String section) {
    /// The codes of RFC 3261 §21, each class in the order of its sections.
    private static final List<List<Integer>> CODES =
            List.of(
                    List.of(100, 180, 181, 182, 183),
                    List.of(200),
                    List.of(300, 301, 302, 305, 380),
                    List.of(
                            400, 401, 402, 403, 404, 405, 406, 407, 408, 410, 413, 414, 415, 416,
                            420, 421, 423, 480, 481, 482, 483, 484, 485, 486, 487, 488, 491, 493),
                    List.of(500, 501, 502, 503, 504, 505, 513),
                    List.of(600, 603, 604, 606));

    /// The section of a message's method or status; that of its class where no RFC here has it.
    public static RfcSection of(SipMessage message) {
        return switch (message) {
            case SipRequest request -> ofMethod(request.method().name());
            case SipResponse response -> ofStatus(response.status());
        };
    }

    private static RfcSection ofMethod(String method) {
        return switch (method) {
            case "INVITE" -> new RfcSection(3261, "13");
            case "ACK" -> new RfcSection(3261, "13.2.2.4");
            case "BYE" -> new RfcSection(3261, "15");
            case "CANCEL" -> new RfcSection(3261, "9");
            case "REGISTER" -> new RfcSection(3261, "10");
            case "OPTIONS" -> new RfcSection(3261, "11");
            case "PRACK" -> new RfcSection(3262, "6");
            case "UPDATE" -> new RfcSection(3311, "5");
            case "INFO" -> new RfcSection(6086, "4");
            case "MESSAGE" -> new RfcSection(3428, "4");
            case "SUBSCRIBE" -> new RfcSection(6665, "3.1");
            case "NOTIFY" -> new RfcSection(6665, "3.2");
            case "REFER" -> new RfcSection(3515, "2");
            case "PUBLISH" -> new RfcSection(3903, "4");
            default -> new RfcSection(3261, "7.1");
        };
    }

    private static RfcSection ofStatus(int status) {
        List<Integer> codes = CODES.get(status / 100 - 1);
        int at = codes.indexOf(status);
        if (at >= 0) {
            return new RfcSection(3261, "21." + status / 100 + "." + (at + 1));
        }
        return switch (status) {
            case 199 -> new RfcSection(6228, "11.1");
            case 202 -> new RfcSection(6665, "8.3.1");
            case 412 -> new RfcSection(3903, "11.2.1");
            case 422 -> new RfcSection(4028, "6");
            case 428, 436, 437, 438 -> new RfcSection(8224, "6.2.2");
            case 430 -> new RfcSection(5626, "11.5");
            case 433 -> new RfcSection(5079, "5");
            case 439 -> new RfcSection(5626, "11.6");
            case 440 -> new RfcSection(5393, "6.2");
            case 469 -> new RfcSection(6086, "4.2.2");
            case 489 -> new RfcSection(6665, "8.3.2");
            case 607 -> new RfcSection(8197, "4");
            case 608 -> new RfcSection(8688, "3");
            default -> new RfcSection(3261, "21." + status / 100);
        };
    }

    /// Where it can be read.
    public String link() {
        return "https://www.rfc-editor.org/rfc/rfc" + rfc + ".html#section-" + section;
    }

    /// As it is cited: `RFC 3261 §21.4.25`.
    @Override
    public String toString() {
        return "RFC " + rfc + " §" + section;
    }
}
