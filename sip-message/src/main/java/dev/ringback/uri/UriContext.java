package dev.ringback.uri;

/// Where a SIP URI stands: the columns of RFC 3261 §19.1.1 table 1, the last but one of which is
/// for two kinds.
public enum UriContext {
    /// The Request-URI.
    REQUEST_URI(0),
    /// The To header.
    TO(1),
    /// The From header.
    FROM(2),
    /// A Contact of a registration or redirection: REGISTER, its 200, and every 3xx.
    REGISTER_CONTACT(3),
    /// A Contact of a dialog: INVITE and its 200.
    DIALOG_CONTACT(4),
    /// A Record-Route or Route header.
    ROUTE(4),
    /// Anywhere outside a SIP message: a web page, a business card.
    EXTERNAL(5);

    private final int column;

    UriContext(int column) {
        this.column = column;
    }

    int column() {
        return column;
    }

    /// Whether a component may stand in a URI there.
    public boolean permits(UriComponent component) {
        return component.use(this) != '-';
    }

    /// Whether a component must stand in a URI there.
    public boolean demands(UriComponent component) {
        return component.use(this) == 'm';
    }
}
