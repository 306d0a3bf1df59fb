package dev.ringback.uri;

/// The components of a SIP URI and where each may stand: RFC 3261 §19.1.1 table 1, row by row.
public enum UriComponent {
    /// The user.
    USER("oooooo"),
    /// The password.
    PASSWORD("oooooo"),
    /// The host.
    HOST("mmmmmm"),
    /// The port.
    PORT("o--ooo"),
    /// The parameter `user`.
    USER_PARAMETER("oooooo"),
    /// The parameter `method`.
    METHOD_PARAMETER("-----o"),
    /// The parameter `maddr`.
    MADDR_PARAMETER("o--ooo"),
    /// The parameter `ttl`.
    TTL_PARAMETER("o--o-o"),
    /// The parameter `transport`.
    TRANSPORT_PARAMETER("o--ooo"),
    /// The parameter `lr`.
    LR_PARAMETER("o---oo"),
    /// Every other parameter.
    OTHER_PARAMETER("oooooo"),
    /// The headers.
    HEADERS("---o-o");

    /// A letter for each column: m mandatory, o optional, - not allowed.
    private final String row;

    UriComponent(String row) {
        this.row = row;
    }

    /// The component that a parameter of this name, in lower case, is.
    public static UriComponent parameter(String name) {
        return switch (name) {
            case "user" -> USER_PARAMETER;
            case "method" -> METHOD_PARAMETER;
            case "maddr" -> MADDR_PARAMETER;
            case "ttl" -> TTL_PARAMETER;
            case "transport" -> TRANSPORT_PARAMETER;
            case "lr" -> LR_PARAMETER;
            default -> OTHER_PARAMETER;
        };
    }

    /// The letter of table 1 for a context: `m` mandatory, `o` optional, `-` not allowed.
    char use(UriContext context) {
        return row.charAt(context.column());
    }
}
