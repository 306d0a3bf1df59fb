package dev.ringback.cli.cert;

import dev.ringback.cli.terminal.UsageException;
import dev.ringback.config.HostName;
import dev.ringback.control.JsonLine;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback cert`: an authority and a certificate for trying out TLS.
@Command(
        name = "cert",
        header = "Makes a certificate for trying out TLS, and an authority that vouches for it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback cert                                 for localhost, 127.0.0.1 and ::1",
            "  ringback cert example.com sip.example.com --dir tls",
            "  ringback cert example.com --dir tls --force    another one, of the same authority",
            "It writes ca.pem and ca-key.pem where there are none, cert.pem and key.pem. Who shall",
            "believe the certificate has to be told ca.pem. A running server takes new files over."
        })
public final class CertCommand implements Callable<Integer> {
    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "::1");
    private static final int YEARS_OF_AUTHORITY = 10;
    private static final int DAYS_OF_YEAR = 365;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "a domain, host or address that it is for (localhost)")
    private List<String> names = new ArrayList<>();

    @Option(names = "--dir", paramLabel = "DIR", description = "writes the files there (.)")
    private Path folder = Path.of("");

    @Option(names = "--days", paramLabel = "N", description = "is valid so long (365)")
    private int days = DAYS_OF_YEAR;

    @Option(names = "--force", description = "replaces a certificate that is there")
    private boolean force;

    @Option(names = "--json", description = "prints JSON")
    private boolean json;

    /// For the command line.
    public CertCommand() {}

    @Override
    public Integer call() throws Exception {
        if (days < 1 || days > YEARS_OF_AUTHORITY * DAYS_OF_YEAR) {
            throw new UsageException("--days: " + days + " is no number from 1 to 3650");
        }
        List<String> whose = names();
        CertificateFolder files = new CertificateFolder(folder);
        List<Path> taken = CertificateFolder.existing(List.of(files.certificate(), files.key()));
        if (!taken.isEmpty() && !force) {
            throw new UsageException(
                    taken.getFirst()
                            + " is there already: --force replaces it, --dir goes elsewhere");
        }
        Certificates certificates = new Certificates(new SecureRandom(), Instant.now());
        Certificates.Certified authority = files.storedAuthority();
        boolean fresh = authority == null;
        if (authority == null) {
            authority =
                    certificates.authority(
                            "Ringback development authority",
                            Duration.ofDays((long) YEARS_OF_AUTHORITY * DAYS_OF_YEAR));
            files.storeAuthority(authority);
        }
        Certificates.Certified made = certificates.server(whose, Duration.ofDays(days), authority);
        files.store(made, authority.certificate());
        report(files, whose, made.certificate(), fresh);
        return 0;
    }

    private List<String> names() throws UsageException {
        List<String> read = new ArrayList<>();
        for (String name : names) {
            boolean brackets = name.startsWith("[") && name.endsWith("]");
            String bare = brackets ? name.substring(1, name.length() - 1) : name;
            try {
                read.add(Certificates.isAddress(bare) ? bare : HostName.parse(bare));
            } catch (IllegalArgumentException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
        }
        return read.isEmpty() ? LOCAL : read;
    }

    private void report(
            CertificateFolder files,
            List<String> whose,
            X509Certificate certificate,
            boolean freshAuthority) {
        PrintWriter out = spec.commandLine().getOut();
        String until = certificate.getNotAfter().toInstant().toString();
        if (json) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("names", whose);
            values.put("notAfter", until);
            values.put("certificate", files.certificate().toString());
            values.put("key", files.key().toString());
            values.put("authority", files.authority().toString());
            values.put("newAuthority", freshAuthority);
            out.println(JsonLine.write(values));
            return;
        }
        out.println(files.certificate() + "  for " + String.join(", ", whose) + ", until " + until);
        out.println(files.key() + "  its key");
        out.println(
                files.authority()
                        + (freshAuthority ? "  the new authority" : "  the authority, as it was"));
        out.println();
        out.println("Into the configuration:");
        out.println("  listen: [\"udp:*:5060\", \"tcp:*:5060\", \"tls:*:5061\"]");
        out.println(
                "  tls: {certificate: "
                        + absolute(files.certificate())
                        + ", key: "
                        + absolute(files.key())
                        + "}");
    }

    private static Path absolute(Path file) {
        return Files.exists(file) ? file.toAbsolutePath().normalize() : file;
    }
}
