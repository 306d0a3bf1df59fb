package dev.ringback.icmp;

/// Which ICMP errors say that datagrams do not arrive: RFC 3261 §18.4.
final class IcmpError {
    private static final int ORIGIN_ICMP = 2;
    private static final int ORIGIN_ICMP6 = 3;

    private static final int UNREACHABLE = 3;
    private static final int FRAGMENTATION_NEEDED = 4;
    private static final int PARAMETER_PROBLEM = 12;
    private static final int UNREACHABLE6 = 1;
    private static final int PARAMETER_PROBLEM6 = 4;

    private static final int ENETUNREACH = 101;
    private static final int ECONNREFUSED = 111;
    private static final int EHOSTUNREACH = 113;

    private IcmpError() {}

    /// Whether the transactions are to be told: of an unreachable host, network, port or protocol
    /// and of a parameter problem, but not of a source quench, an exceeded TTL or a smaller MTU.
    ///
    /// @param origin `ee_origin` of struct sock_extended_err
    /// @param type the type of the ICMP message
    /// @param code its code
    static boolean tells(int origin, int type, int code) {
        return switch (origin) {
            case ORIGIN_ICMP ->
                    (type == UNREACHABLE && code != FRAGMENTATION_NEEDED)
                            || type == PARAMETER_PROBLEM;
            case ORIGIN_ICMP6 -> type == UNREACHABLE6 || type == PARAMETER_PROBLEM6;
            default -> false;
        };
    }

    /// The words of the C library for what the kernel made of the message.
    ///
    /// @param error `ee_errno`
    static String reason(int error) {
        return switch (error) {
            case ECONNREFUSED -> "connection refused";
            case EHOSTUNREACH -> "host is unreachable";
            case ENETUNREACH -> "network is unreachable";
            default -> "destination unreachable";
        };
    }
}
