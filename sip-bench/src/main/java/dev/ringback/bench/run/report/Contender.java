package dev.ringback.bench.run.report;

/// Who is measured.
public enum Contender {
    /// This server.
    RINGBACK("Ringback"),
    /// Kamailio 5.6, the proxy to beat.
    KAMAILIO("Kamailio"),
    /// A proxy on JAIN-SIP, what a Java developer would write.
    JAIN("JAIN-SIP");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    /// As the table calls it.
    public String title() {
        return title;
    }
}
