package dev.drawbridge.core.http.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.http.CrossOriginRule;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformServletTest {

    private final Call call = new Call();

    @Test
    void aRequestIsReadAsItWasSent() throws IOException {
        call.contextPath = "/app";
        call.uri = "/app/developers/a%2Fb;x=1";
        call.query = "q=1&q=%C3%A4";
        call.headers.put("X-One", List.of("a", "b"));
        Request request = call.make();
        assertThat(request.path()).isEqualTo("/developers/a%2Fb;x=1");
        assertThat(request.rawQuery()).isEqualTo("q=1&q=%C3%A4");
        assertThat(request.headers().all("x-one")).containsExactly("a", "b");
        assertThat(request.peer().getHostAddress()).isEqualTo("203.0.113.7");
    }

    @Test
    void theResponseIsWrittenWithAllItsHeaders() throws IOException {
        call.response =
                Response.of(201, "text/plain", "made").plus("Set-Cookie", "a=1").plus("Set-Cookie", "b=2");
        call.make();
        assertThat(call.status).isEqualTo(201);
        assertThat(call.sent).contains("Set-Cookie: a=1", "Set-Cookie: b=2");
        assertThat(call.body.toString(StandardCharsets.UTF_8)).isEqualTo("made");
    }

    @Test
    void aPreflightReachesTheHandlerLikeAnyOtherRequest() throws IOException {
        call.method = "OPTIONS";
        call.headers.put("Origin", List.of("https://app.test"));
        call.headers.put("Access-Control-Request-Method", List.of("GET"));
        call.headers.put("Access-Control-Request-Headers", List.of("authorization"));
        CrossOriginRule rule =
                CrossOriginRule.of(CrossOrigin.ANY, List.of("ETag")).orElseThrow();
        Request request = call.make();
        call.response = rule.preflight(request).orElseThrow();
        call.make();
        assertThat(call.status).isEqualTo(204);
        assertThat(call.sent).contains("Access-Control-Allow-Origin: *", "Access-Control-Allow-Headers: authorization");
    }

    @Test
    void headHasNoBody() throws IOException {
        call.method = "HEAD";
        call.make();
        assertThat(call.body.size()).isZero();
        assertThat(call.length).isEqualTo(2);
    }

    @Test
    @Tag("A-106")
    @DisplayName("a body above the limit is not held")
    void largeBodiesAreMarked() throws IOException {
        call.input = new byte[Request.MAX_BODY_BYTES + 1];
        assertThat(call.make().hasOversizedBody()).isTrue();
    }

    @Test
    @Tag("A-128")
    @DisplayName("a form that a filter has eaten is put together again, without the query")
    void anEatenFormIsPutTogetherAgain() throws IOException {
        call.method = "POST";
        call.query = "scope=query&x=1";
        call.headers.put("Content-Type", List.of("application/x-www-form-urlencoded"));
        call.parameters.put("scope", new String[] {"query", "body & more"});
        call.parameters.put("x", new String[] {"1"});
        call.parameters.put("\u00e4", new String[] {""});
        Request request = call.make();
        assertThat(request.form().all("scope")).containsExactly("body & more");
        assertThat(request.form().has("x")).isFalse();
        assertThat(request.form().has("\u00e4")).isTrue();
    }

    @Test
    @Tag("A-128")
    @DisplayName("query and body are not merged")
    void queryAndBodyStayApart() throws IOException {
        call.method = "POST";
        call.query = "code=query";
        call.headers.put("Content-Type", List.of("application/x-www-form-urlencoded"));
        call.input = "grant_type=x".getBytes(StandardCharsets.US_ASCII);
        Request request = call.make();
        assertThat(request.form().names()).containsExactly("grant_type");
    }

    @ParameterizedTest
    @DisplayName("the peer may have a port, brackets or a zone, as valves and containers write them")
    @CsvSource({
        "203.0.113.7:51234, 203.0.113.7",
        "[2001:db8::1]:443, 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
        "::ffff:203.0.113.7, 203.0.113.7",
    })
    void peers(String remote, String address) throws IOException {
        call.remote = remote;
        assertThat(call.make().client().address()).isEqualTo(address);
    }

    @ParameterizedTest
    @DisplayName("a peer that is absent or a name is nobody, and no name is looked up")
    @NullSource
    @ValueSource(strings = {"", "localhost", "proxy.example", "unknown", ".::1"})
    void nobody(String remote) throws IOException {
        call.remote = remote;
        assertThat(call.make()).isNull();
        assertThat(call.status).isEqualTo(400);
    }

    @Test
    @DisplayName("a form that a filter has read is UTF-8 where no charset was given")
    void eatenWithoutCharset() throws IOException {
        call.method = "POST";
        call.encoding = null;
        call.headers.put("Content-Type", List.of("application/x-www-form-urlencoded"));
        call.parameters.put("name", new String[] {"\u00c3\u00a4"});
        assertThat(call.make().form().all("name")).containsExactly("\u00e4");
        call.parameters.put("name", new String[] {"\u00e4"});
        assertThat(call.make()).isNull();
        assertThat(call.status).isEqualTo(400);
    }

    @Test
    @DisplayName("a form that the container cannot read is 400")
    void eatenMalformed() throws IOException {
        call.method = "POST";
        call.headers.put("Content-Type", List.of("application/x-www-form-urlencoded"));
        call.parameters = null;
        assertThat(call.make()).isNull();
        assertThat(call.status).isEqualTo(400);
    }

    /** What a container would hand over; only what the servlet may ask for is there. */
    private static final class Call {

        private String method = "GET";
        private String contextPath = "";
        private String uri = "/";
        private String query;
        private String remote = "203.0.113.7";
        private String encoding = "UTF-8";
        private byte[] input = {};
        private Response response = Response.of(200, "text/plain", "ok");
        private final Map<String, List<String>> headers = new LinkedHashMap<>();
        private Map<String, String[]> parameters = new LinkedHashMap<>();
        private final List<String> sent = new ArrayList<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status;
        private int length;

        Request make() throws IOException {
            Request[] seen = new Request[1];
            new PlatformServlet(request -> {
                        seen[0] = request;
                        return response;
                    })
                    .service(request(), response());
            return seen[0];
        }

        private HttpServletRequest request() {
            return stub(HttpServletRequest.class, (name, arguments) -> switch (name) {
                case "getMethod" -> method;
                case "getContextPath" -> contextPath;
                case "getRequestURI" -> uri;
                case "getQueryString" -> query;
                case "getRemoteAddr" -> remote;
                case "getCharacterEncoding" -> encoding;
                case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                case "getHeaders" -> Collections.enumeration(headers.get((String) arguments[0]));
                case "getParameterMap" -> {
                    if (parameters == null) {
                        throw new IllegalStateException("malformed");
                    }
                    yield parameters;
                }
                case "getInputStream" -> new Input(new ByteArrayInputStream(input));
                default -> throw new UnsupportedOperationException(name);
            });
        }

        private HttpServletResponse response() {
            return stub(HttpServletResponse.class, (name, arguments) -> {
                switch (name) {
                    case "setStatus" -> status = (int) arguments[0];
                    case "setContentLength" -> length = (int) arguments[0];
                    case "addHeader" -> sent.add(arguments[0] + ": " + arguments[1]);
                    case "getOutputStream" -> {
                        return new Output(body);
                    }
                    default -> throw new UnsupportedOperationException(name);
                }
                return null;
            });
        }

        private static <T> T stub(Class<T> type, Reply response) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> response.to(method.getName(), arguments)));
        }
    }

    private interface Reply {

        Object to(String method, Object[] arguments);
    }

    private static final class Input extends ServletInputStream {

        private final InputStream bytes;

        Input(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Output extends ServletOutputStream {

        private final ByteArrayOutputStream bytes;

        Output(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
