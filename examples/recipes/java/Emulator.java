import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Nicereply emulator for tests, on a free port. Nothing but Java 17 or newer is needed.
 *
 * <p>Start one in {@code @BeforeAll}, call {@link #reset()} in {@code @BeforeEach} and {@link #close()} in
 * {@code @AfterAll}.
 */
public final class Emulator implements AutoCloseable {
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String controlsUrl;

    /** Where the API answers, such as {@code http://127.0.0.1:43210/v1}. */
    public final String baseUrl;

    /** The value of the Authorization header: HTTP Basic, the user name is blank, the key is the password. */
    public final String authorization;

    private Emulator(Process process, String details) {
        this.process = process;
        this.baseUrl = member(details, "base_url");
        this.controlsUrl = member(details, "controls_url");
        byte[] credentials = (":" + member(details, "api_key")).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /**
     * Start an emulator. It prints one line of JSON as soon as it answers, so there is nothing to wait for.
     *
     * <p>Without {@code close()} it ends with this program, however that ends: its standard input is a pipe, which is
     * closed then.
     */
    public static Emulator start() throws IOException {
        Process process = new ProcessBuilder(
                        "nicereply-emulator", "serve", "--port", "0", "--json", "--stop-with-stdin")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the emulator ended before it answered");
        }
        return new Emulator(process, line);
    }

    /** Back to the demo data. */
    public void reset() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(controlsUrl + "/reset"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("reset: " + answer.statusCode() + " " + answer.body());
        }
    }

    /** End the emulator (SIGTERM) and wait until it has. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    /** A member of a flat JSON object whose texts hold nothing to unescape. */
    private static String member(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\": *\"([^\"]*)\"").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return found.group(1);
    }
}
