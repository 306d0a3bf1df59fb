package dev.ringback.header.route;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.Ascii;
import dev.ringback.text.HostSyntax;
import dev.ringback.text.ViaScan;
import dev.ringback.text.Word;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One hop that the request took: RFC 3261 §20.42. Compact form `v`, a comma list. It has the
/// parameters of RFC 3581 (`rport`), RFC 5923 (`alias`), RFC 6223 (`keep`) and RFC 7339 (`oc`).
/// Immutable.
public final class Via {
    /// How it is read.
    public static final HeaderField<Via> FIELD =
            HeaderField.of(HeaderName.VIA, Via::read)
                    .defined(
                            "RFC 3261 §20.42",
                            """
                            Via               = ( "Via" / "v" ) HCOLON via-parm *(COMMA via-parm)
                            via-parm          = sent-protocol LWS sent-by *( SEMI via-params )
                            via-params        = via-ttl / via-maddr / via-received / via-branch
                                                / response-port / via-alias / keep
                                                / oc / oc-validity / oc-seq / oc-algo
                                                / via-extension
                            via-ttl           = "ttl" EQUAL ttl
                            via-maddr         = "maddr" EQUAL host
                            via-received      = "received" EQUAL (IPv4address / IPv6address)
                            via-branch        = "branch" EQUAL token
                            via-extension     = generic-param
                            sent-protocol     = protocol-name SLASH protocol-version
                                            SLASH transport
                            protocol-name     = "SIP" / token
                            protocol-version  = token
                            transport         = "UDP" / "TCP" / "TLS" / "SCTP" / other-transport
                            sent-by           = host [ COLON port ]
                            ttl               = 1*3DIGIT ; 0 to 255
                            response-port     = "rport" [EQUAL 1*DIGIT]           ; RFC 3581 §3
                            via-alias         = "alias"                           ; RFC 5923 §7
                            keep              = "keep" [ EQUAL 1*(DIGIT) ]        ; RFC 6223 §8.2
                            oc                = "oc" [EQUAL oc-num]               ; RFC 7339 §9
                            oc-num            = 1*DIGIT
                            oc-validity       = "oc-validity" [EQUAL delta-ms]
                            oc-seq            = "oc-seq" EQUAL 1*12DIGIT "." 1*5DIGIT
                            oc-algo           = "oc-algo" EQUAL DQUOTE algo-list
                                                    *(COMMA algo-list) DQUOTE
                            algo-list         = "loss" / *(other-algo)
                            other-algo        = %x41-5A / %x61-7A / %x30-39
                            delta-ms          = 1*DIGIT
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        amr    m   m   m   m   m   m   m   m   m   m   m   m   m   m
                            rc       dr     m   m   m   m   m   m   m   m   m   m   m   m   m   m
                            """)
                    .checked(ViaChecks.CHECK);

    private static final String PROTOCOL = "SIP/2.0";
    private static final Word USUAL_PROTOCOL = Word.of(PROTOCOL);
    private static final Word UDP = Word.of("UDP");
    private static final Word TCP = Word.of("TCP");

    private final String protocol;
    private final String transport;
    private final String hostText;
    private final int port;
    private final Parameters parameters;

    private Via(
            String protocol, String transport, String hostText, int port, Parameters parameters) {
        this.protocol = protocol;
        this.transport = transport;
        this.hostText = hostText;
        this.port = port;
        this.parameters = parameters;
    }

    /// A Via of our own, for `SIP/2.0`.
    ///
    /// @param transport a transport such as `UDP`
    /// @param host a host name or address; an IPv6 address may stand in brackets
    /// @param port 1 to 65535, or -1 for none
    /// @param branch the branch, with its magic cookie (§8.1.1.7)
    /// @throws IllegalArgumentException if one of them cannot stand in a Via
    public static Via of(String transport, String host, int port, String branch) {
        boolean good = Ascii.isToken(transport) && Ascii.isToken(branch) && HostSyntax.isHost(host);
        if (!good || port < -1 || port == 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "no Via: " + transport + ' ' + host + ':' + port + ' ' + branch);
        }
        Parameters parameters = Parameters.NONE.with("branch", branch);
        return new Via(PROTOCOL, transport, HostSyntax.bracketed(host), port, parameters);
    }

    /// Reads one value, or null when it is malformed.
    public static @Nullable Via parse(String value) {
        return FIELD.parse(value);
    }

    private static @Nullable Via read(byte[] bytes, int start, int end) {
        ViaScan scan = new ViaScan();
        if (!scan.scan(bytes, start, end)) {
            return null;
        }
        int first = Ascii.skip(bytes, scan.parameters(), end, Ascii.WHITE);
        return new Via(
                protocol(bytes, start, scan),
                transport(bytes, scan.transport(), scan.transportEnd()),
                Ascii.text(bytes, scan.host(), scan.hostEnd()),
                scan.port(),
                Parameters.read(bytes, first, end));
    }

    private static String protocol(byte[] bytes, int start, ViaScan scan) {
        if (USUAL_PROTOCOL.is(bytes, start, scan.versionEnd())) {
            return PROTOCOL;
        }
        return Ascii.text(bytes, start, scan.nameEnd())
                + '/'
                + Ascii.text(bytes, scan.version(), scan.versionEnd());
    }

    private static String transport(byte[] bytes, int start, int end) {
        if (UDP.is(bytes, start, end)) {
            return "UDP";
        }
        return TCP.is(bytes, start, end) ? "TCP" : Ascii.text(bytes, start, end);
    }

    /// The protocol and its version as written: `SIP/2.0`.
    public String protocol() {
        return protocol;
    }

    /// The transport in capitals: `UDP`, `TCP`, `TLS`, `WS`, `WSS` or another.
    public String transport() {
        return transport.toUpperCase(Locale.ROOT);
    }

    /// The host of `sent-by` to compare and resolve: lower case, an IPv6 address without brackets
    /// and in the one spelling of RFC 5952, so that equal addresses are equal texts.
    public String host() {
        return HostSyntax.canonical(hostText);
    }

    /// The host of `sent-by` as written, an IPv6 address in brackets.
    public String hostText() {
        return hostText;
    }

    /// The port of `sent-by`, 1 to 65535, or -1 when there is none.
    public int port() {
        return port;
    }

    /// The `branch` parameter, or null as in requests of RFC 2543.
    public @Nullable String branch() {
        return parameters.value("branch");
    }

    /// The `received` parameter, an address without brackets, or null: §18.2.1.
    public @Nullable String received() {
        String received = parameters.value("received");
        return received == null ? null : HostSyntax.bare(closed(received));
    }

    private static String closed(String host) {
        return host.startsWith("[") && !host.endsWith("]") ? host + ']' : host;
    }

    /// The `rport` parameter: the port, 0 when it stands without a value that is a port, -1 when
    /// it is absent. RFC 3581 §3.
    public int rport() {
        String rport = parameters.value("rport");
        return rport == null ? -1 : (int) Math.max(0, Ascii.decimal(rport, 65_535));
    }

    /// The `maddr` parameter, or null: §18.2.2.
    public @Nullable String maddr() {
        return parameters.value("maddr");
    }

    /// The `ttl` parameter, 0 to 255; -1 when it is absent or malformed.
    public int ttl() {
        String ttl = parameters.value("ttl");
        return ttl == null ? -1 : (int) Ascii.decimal(ttl, 255);
    }

    /// Whether connections to the sender may be used for requests in the other direction: the
    /// `alias` parameter, RFC 5923 §7.
    public boolean alias() {
        return parameters.has("alias");
    }

    /// Whether there is a `keep` parameter: the sender would send keep-alives, or, once it has a
    /// value, the receiver wants them. RFC 6223 §8.2.
    public boolean keep() {
        return parameters.has("keep");
    }

    /// How often keep-alives should come: the value of `keep`, zero for as often as the sender
    /// likes. Null when there is no value, or a malformed one.
    public @Nullable Duration keepInterval() {
        return ValueReaders.duration(parameters.value("keep"));
    }

    /// What it says about overload (RFC 7339 §4), or null when there is no `oc` parameter.
    public @Nullable Overload overload() {
        return Overload.read(parameters);
    }

    /// All parameters.
    public Parameters parameters() {
        return parameters;
    }

    /// This Via with a parameter set; null for one without value.
    public Via withParameter(String name, @Nullable String value) {
        return new Via(protocol, transport, hostText, port, parameters.with(name, value));
    }

    /// This Via with a parameter set to a text in quotes.
    public Via withQuotedParameter(String name, String value) {
        Parameters quoted = parameters.withQuoted(name, value);
        return new Via(protocol, transport, hostText, port, quoted);
    }

    /// This Via without a parameter.
    public Via withoutParameter(String name) {
        return new Via(protocol, transport, hostText, port, parameters.without(name));
    }

    /// This Via with the source of its request: `received`, and the value of `rport` where the
    /// client asked for it (RFC 3581 §4). The same object where both stand there already.
    ///
    /// @param host the source address as text, IPv6 without brackets
    /// @param port the source port
    public Via stamped(String host, int port) {
        Parameters stamped = parameters.with("received", host);
        if (parameters.has("rport")) {
            stamped = stamped.with("rport", Integer.toString(port));
        }
        return stamped.equals(parameters)
                ? this
                : new Via(protocol, transport, hostText, port(), stamped);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Via via
                && port == via.port
                && parameters.equals(via.parameters)
                && hostText.equals(via.hostText)
                && transport.equals(via.transport)
                && protocol.equals(via.protocol);
    }

    @Override
    public int hashCode() {
        return Objects.hash(transport, hostText, port, parameters);
    }

    /// The wire form.
    @Override
    public String toString() {
        String rest = parameters.toString();
        return port > 0
                ? protocol + '/' + transport + ' ' + hostText + ':' + port + rest
                : protocol + '/' + transport + ' ' + hostText + rest;
    }
}
