package dev.ringback.config.secure;

import dev.ringback.config.ConfigException;
import dev.ringback.config.Node;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.Values;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `tls:` and `websocket:`.
public final class SecureReader implements SectionReader {
    private static final String CERTIFICATE = "certificate";
    private static final String CERTIFICATES = "certificates";
    private static final String KEY = "key";

    /// The reader.
    public SecureReader() {}

    @Override
    public List<String> keys() {
        return List.of("tls", "websocket");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Section tls =
                top.section(
                        "tls",
                        CERTIFICATE,
                        KEY,
                        CERTIFICATES,
                        "authorities",
                        "clients",
                        "verify-servers");
        if (tls != null) {
            into.tls(tls(tls));
        }
        Section webSocket = top.section("websocket", "origins", "paths");
        if (webSocket != null) {
            List<String> origins = webSocket.list("origins", SecureReader::origin);
            List<String> paths = webSocket.list("paths", SecureReader::path);
            WebSocketConfig usual = WebSocketConfig.STANDARD;
            into.webSocket(
                    new WebSocketConfig(
                            origins == null ? usual.origins() : origins,
                            paths == null ? usual.paths() : paths));
        }
    }

    private static TlsConfig tls(Section section) throws ConfigException {
        List<CertificateFiles> certificates = new ArrayList<>();
        CertificateFiles first = files(section);
        if (first != null) {
            certificates.add(first);
        }
        for (Node item :
                section.has(CERTIFICATES) ? section.items(CERTIFICATES) : List.<Node>of()) {
            Section each = Section.of(item, "a certificate", List.of(CERTIFICATE, KEY));
            CertificateFiles files = files(each);
            if (files == null) {
                throw new ConfigException(each.place(), "'certificate' is missing");
            }
            certificates.add(files);
        }
        TlsConfig.Clients clients = section.value("clients", SecureReader::clients);
        Boolean verify = section.value("verify-servers", Values::truth);
        return new TlsConfig(
                certificates,
                section.value("authorities", Path::of),
                clients == null ? TlsConfig.Clients.IGNORE : clients,
                verify == null || verify);
    }

    /// The two files of a section; null where it names none.
    private static @Nullable CertificateFiles files(Section section) throws ConfigException {
        Path certificate = section.value(CERTIFICATE, Path::of);
        Path key = section.value(KEY, Path::of);
        if (certificate == null && key != null) {
            throw new ConfigException(section.place(KEY), "'key' without 'certificate'");
        }
        if (certificate != null && key == null) {
            throw new ConfigException(
                    section.place(CERTIFICATE),
                    "'certificate' without 'key'; may be the same file");
        }
        return certificate == null || key == null ? null : new CertificateFiles(certificate, key);
    }

    private static TlsConfig.Clients clients(String text) {
        try {
            return TlsConfig.Clients.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "'" + text + "' is none of ignore, request and require");
        }
    }

    /// `https://phone.example.com`, as browsers write it: RFC 6454 §6.1.
    private static String origin(String text) {
        try {
            URI uri = URI.create(text);
            boolean bare = uri.getRawPath() == null || uri.getRawPath().isEmpty();
            if (bare && uri.getScheme() != null && uri.getHost() != null) {
                return text.toLowerCase(Locale.ROOT);
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no origin: write it like https://phone.example.com");
    }

    private static String path(String text) {
        if (text.startsWith("/") && text.indexOf('?') < 0 && text.indexOf('#') < 0) {
            return text;
        }
        throw new IllegalArgumentException("'" + text + "' is no path: write it like /sip");
    }
}
