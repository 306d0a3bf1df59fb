package dev.ringback.echo;

/// The direction attributes of a stream, RFC 3264 §5.1 and §6.1.
final class Direction {
    /// The direction where none is written.
    static final String BOTH = "sendrecv";

    private Direction() {}

    static boolean is(String attribute) {
        return switch (attribute) {
            case "sendrecv", "sendonly", "recvonly", "inactive" -> true;
            default -> false;
        };
    }

    /// The answer to an offered direction: what one side only sends, the other only receives.
    static String mirror(String direction) {
        return switch (direction) {
            case "sendonly" -> "recvonly";
            case "recvonly" -> "sendonly";
            default -> direction;
        };
    }
}
