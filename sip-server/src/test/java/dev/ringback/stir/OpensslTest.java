package dev.ringback.stir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our signatures beside those of openssl, which writes r and s in DER.
class OpensslTest {
    private static final String TEXT = "eyJhbGciOiJFUzI1NiJ9.eyJpYXQiOjF9";
    private static final int HALF = 32;

    @TempDir private Path folder = Path.of(".");

    @Test
    void opensslTakesWhatWeSign() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), TEXT);
        Path key = publicKey();
        for (int i = 0; i < 20; i++) {
            byte[] signature = Es256.sign(Keys.key("numbers"), TEXT);
            Path signed = Files.write(folder.resolve("signed"), der(signature));
            assertThat(verify(key, signed, text)).isEqualTo("Verified OK");
        }
        Files.writeString(text, TEXT + "x");
        assertThat(verify(key, folder.resolve("signed"), text)).contains("ailure");
    }

    @Test
    void weTakeWhatOpensslSigns() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), TEXT);
        Path key = Files.write(folder.resolve("key"), Keys.octets("numbers.key"));
        Path signed = folder.resolve("signed");
        for (int i = 0; i < 20; i++) {
            run("dgst", "-sha256", "-sign", key.toString(), "-out", signed.toString(), "" + text);
            byte[] signature = raw(Files.readAllBytes(signed));
            assertThat(Es256.verifies(Keys.credential("numbers").key(), TEXT, signature)).isTrue();
            assertThat(Es256.verifies(Keys.credential("domain").key(), TEXT, signature)).isFalse();
        }
    }

    private Path publicKey() throws Exception {
        Path certificate = Files.write(folder.resolve("pem"), Keys.octets("numbers.pem"));
        String key = run("x509", "-in", certificate.toString(), "-noout", "-pubkey");
        return Files.writeString(folder.resolve("public"), key);
    }

    private String verify(Path key, Path signed, Path text) throws Exception {
        String[] order = {"dgst", "-sha256", "-verify", "" + key, "-signature", "" + signed};
        List<String> command = new ArrayList<>(Arrays.asList(order));
        command.add(text.toString());
        return run(command.toArray(String[]::new)).strip();
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static byte[] der(byte[] raw) {
        byte[] r = integer(Arrays.copyOf(raw, HALF));
        byte[] s = integer(Arrays.copyOfRange(raw, HALF, raw.length));
        byte[] der = new byte[2 + r.length + s.length];
        der[0] = Der.SEQUENCE;
        der[1] = (byte) (r.length + s.length);
        System.arraycopy(r, 0, der, 2, r.length);
        System.arraycopy(s, 0, der, 2 + r.length, s.length);
        return der;
    }

    private static byte[] integer(byte[] half) {
        byte[] value = new java.math.BigInteger(1, half).toByteArray();
        byte[] der = new byte[2 + value.length];
        der[0] = Der.INTEGER;
        der[1] = (byte) value.length;
        System.arraycopy(value, 0, der, 2, value.length);
        return der;
    }

    private static byte[] raw(byte[] der) {
        Der parts = Objects.requireNonNull(new Der(der).only(Der.SEQUENCE));
        byte[] raw = new byte[2 * HALF];
        for (int end = HALF; end <= raw.length; end += HALF) {
            assertThat(parts.next()).isEqualTo(Der.INTEGER);
            byte[] value = parts.inside().number().toByteArray();
            int length = Math.min(value.length, HALF);
            System.arraycopy(value, value.length - length, raw, end - length, length);
        }
        return raw;
    }
}
