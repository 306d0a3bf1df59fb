package dev.ringback.cli.rehearse;

import dev.ringback.config.secure.CertificateFiles;
import dev.ringback.config.secure.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A certificate for one rehearsal. The JDK's own program makes it: what else could is in signed
/// jars, of which nothing may be loaded here.
public final class RehearsalCertificate {
    private static final String SECRET = "rehearsal";
    private static final String ALIAS = "localhost";
    private static final int PATIENCE_SECONDS = 20;

    private RehearsalCertificate() {}

    /// Makes one.
    ///
    /// @param folder gets `cert.pem` and `key.pem`
    /// @return whether it could be made
    public static boolean make(Path folder) throws InterruptedException {
        Path store = folder.resolve("rehearsal.p12");
        try {
            if (!keytool(store)) {
                return false;
            }
            KeyStore stored = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                stored.load(in, SECRET.toCharArray());
            }
            write(
                    folder.resolve("cert.pem"),
                    "CERTIFICATE",
                    stored.getCertificate(ALIAS).getEncoded());
            write(
                    folder.resolve("key.pem"),
                    "PRIVATE KEY",
                    stored.getKey(ALIAS, SECRET.toCharArray()).getEncoded());
            return true;
        } catch (IOException | GeneralSecurityException _) {
            return false;
        }
    }

    /// The one that was made in a folder.
    public static TlsConfig in(Path folder) {
        CertificateFiles files =
                new CertificateFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        return new TlsConfig(List.of(files), null, TlsConfig.Clients.IGNORE, true);
    }

    private static boolean keytool(Path store) throws IOException, InterruptedException {
        String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command =
                List.of(
                        program,
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + ALIAS,
                        "-ext",
                        "san=dns:" + ALIAS,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        SECRET,
                        "-keystore",
                        store.toString());
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroy();
        return ended && process.exitValue() == 0;
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        byte[] line = "\n".getBytes(StandardCharsets.US_ASCII);
        String text = Base64.getMimeEncoder(64, line).encodeToString(content);
        Files.writeString(
                file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
