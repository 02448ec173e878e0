import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tests of a program that speaks to Nicereply, against the emulator. They are plain methods, so that nothing has to be
 * downloaded to try them: {@code javac *.java && java RatingsTest}. In JUnit each becomes a {@code @Test}.
 */
public final class RatingsTest {
    private static final String SURVEY = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"; // of the demo data, scores 1 to 5

    private final HttpClient http = HttpClient.newHttpClient();
    private final Emulator emulator;

    private RatingsTest(Emulator emulator) {
        this.emulator = emulator;
    }

    public static void main(String[] arguments) throws Exception {
        try (Emulator emulator = Emulator.start()) {
            RatingsTest tests = new RatingsTest(emulator);
            emulator.reset();
            tests.aRatingIsKeptAndCounted();
            emulator.reset();
            tests.whatAnotherTestDidIsGone();
            emulator.reset();
            tests.aScoreBeyondTheScaleIsRefused();
        }
        System.out.println("3 passed, 0 failed");
    }

    void aRatingIsKeptAndCounted() throws Exception {
        int before = countRatings();
        HttpResponse<String> created = create(4);
        assertEquals(201, created.statusCode());
        String id = firstGroup("\"id\":\"([0-9a-f-]{36})\"", created.body());
        HttpResponse<String> read = send(request("/csat/ratings/" + id).build());
        assertEquals("4", firstGroup("\"score\":(\\d+)", read.body()));
        assertEquals(before + 1, countRatings());
    }

    void whatAnotherTestDidIsGone() throws Exception {
        int before = countRatings();
        create(1);
        emulator.reset();
        assertEquals(before, countRatings());
    }

    void aScoreBeyondTheScaleIsRefused() throws Exception {
        HttpResponse<String> refused = create(9);
        assertEquals(400, refused.statusCode());
        assertEquals(true, refused.body().contains("requestBody[score]"));
    }

    private HttpResponse<String> create(int score) throws Exception {
        String body = """
                {"survey_id": "%s", "score": %d, "user": {"username": "agentBob"}}""".formatted(SURVEY, score);
        return send(request("/ratings")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private int countRatings() throws Exception {
        HttpResponse<String> page = send(request("/surveys/" + SURVEY + "/ratings").build());
        return Integer.parseInt(firstGroup("\"total\":(\\d+)", page.body()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(emulator.baseUrl + path)).header("Authorization", emulator.authorization);
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String firstGroup(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new AssertionError("nothing like " + pattern + " in " + text);
        }
        return found.group(1);
    }

    private static void assertEquals(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError("expected " + expected + ", found " + found);
        }
    }
}
