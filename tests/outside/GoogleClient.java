// Google's OAuth client for Java, which is not ours, at the sandbox's Acme.
//
//     java -cp … GoogleClient.java http://127.0.0.1:9480/acme
//
// It knows OAuth and no OpenID: no id token is looked at here.

import com.google.api.client.auth.oauth2.AuthorizationCodeFlow;
import com.google.api.client.auth.oauth2.AuthorizationCodeResponseUrl;
import com.google.api.client.auth.oauth2.BearerToken;
import com.google.api.client.auth.oauth2.ClientCredentialsTokenRequest;
import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.auth.oauth2.Credential;
import com.google.api.client.auth.oauth2.TokenResponse;
import com.google.api.client.auth.oauth2.TokenResponseException;
import com.google.api.client.http.BasicAuthentication;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.GenericJson;
import com.google.api.client.json.JsonObjectParser;
import com.google.api.client.json.gson.GsonFactory;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

class GoogleClient {
    static final String REDIRECT_URI = "http://127.0.0.1:49154/callback";
    static final List<String> SCOPE = List.of("openid", "profile", "offline_access");
    // As docs/sandbox.md has it.
    static final String SECRET = "sandbox acme:secret+%한글 not a real one";
    static final NetHttpTransport TRANSPORT = new NetHttpTransport();
    static final GsonFactory JSON = GsonFactory.getDefaultInstance();

    final GenericJson metadata;

    GoogleClient(String issuer) throws IOException {
        metadata = read(issuer + "/.well-known/openid-configuration", null);
    }

    public static void main(String[] args) throws Exception {
        var client = new GoogleClient(args[0]);
        client.publicClient();
        client.replayedRefreshToken();
        client.confidentialClient();
    }

    void publicClient() throws Exception {
        Credential credential = loggedIn();
        String first = credential.getRefreshToken();
        expect(user(credential).get("name").equals("김하늘"), "somebody else logged in");
        expect(credential.refreshToken(), "no renewal");
        expect(!credential.getRefreshToken().equals(first), "the refresh token was not replaced");
        expect(user(credential).get("name").equals("김하늘"), "somebody else after the renewal");
        walked("public client");
    }

    void replayedRefreshToken() throws Exception {
        Credential credential = loggedIn();
        String first = credential.getRefreshToken();
        expect(credential.refreshToken(), "no renewal");
        String second = credential.getRefreshToken();
        for (String token : List.of(first, second)) {
            credential.setRefreshToken(token);
            refused(400, credential::refreshToken);
        }
        walked("replayed refresh token");
    }

    void confidentialClient() throws Exception {
        var inBody = new ClientParametersAuthentication("acme_web", SECRET);
        expect(ownToken(inBody).getTokenType().equals("Bearer"), "another token");
        // RFC 6749, 2.3.1: id and secret are encoded first, which is left to the caller here.
        var encoded = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        ownToken(new BasicAuthentication("acme_web", encoded));
        refused(401, () -> ownToken(new BasicAuthentication("acme_web", SECRET)));
        walked("confidential client");
    }

    TokenResponse ownToken(HttpExecuteInterceptor proof) throws IOException {
        return new ClientCredentialsTokenRequest(TRANSPORT, JSON, endpoint("token_endpoint"))
            .setClientAuthentication(proof)
            .setScopes(List.of("profile"))
            .execute();
    }

    /** After a login in a browser that is sent on at once. */
    Credential loggedIn() throws Exception {
        var flow = new AuthorizationCodeFlow.Builder(
                BearerToken.authorizationHeaderAccessMethod(),
                TRANSPORT,
                JSON,
                endpoint("token_endpoint"),
                new ClientParametersAuthentication("acme_cli", null),
                "acme_cli",
                endpoint("authorization_endpoint").build())
            .setScopes(SCOPE)
            .enablePKCE()
            .build();
        var asked = flow.newAuthorizationUrl().setRedirectUri(REDIRECT_URI).setState("of this login");
        var page = requests(null).buildGetRequest(new GenericUrl(asked.build()));
        var back = page.setFollowRedirects(false).setThrowExceptionOnExecuteError(false).execute();
        var answer = new AuthorizationCodeResponseUrl(back.getHeaders().getLocation());
        back.disconnect();
        expect(answer.getState().equals("of this login"), "another state");
        var request = flow.newTokenRequest(answer.getCode()).setRedirectUri(REDIRECT_URI);
        return flow.createAndStoreCredential(request.execute(), null);
    }

    GenericJson user(Credential credential) throws IOException {
        return read(endpoint("userinfo_endpoint").build(), credential);
    }

    GenericUrl endpoint(String name) {
        return new GenericUrl((String) metadata.get(name));
    }

    static GenericJson read(String url, Credential credential) throws IOException {
        var request = requests(credential).buildGetRequest(new GenericUrl(url));
        request.setParser(new JsonObjectParser(JSON));
        return request.execute().parseAs(GenericJson.class);
    }

    static HttpRequestFactory requests(HttpRequestInitializer who) {
        return TRANSPORT.createRequestFactory(who);
    }

    interface Attempt {
        Object run() throws IOException;
    }

    static void refused(int status, Attempt attempt) throws IOException {
        try {
            attempt.run();
        } catch (TokenResponseException refusal) {
            expect(refusal.getStatusCode() == status, refusal.getMessage());
            // What stands in the body of a 401, Java's own connection keeps to itself.
            var details = refusal.getDetails();
            expect(status == 401 || details.getError().equals("invalid_grant"), "not " + details);
            return;
        }
        throw new AssertionError("this was not refused with " + status);
    }

    static void expect(boolean condition, String words) {
        if (!condition) throw new AssertionError(words);
    }

    static void walked(String what) {
        System.out.println("Google's client for Java at the sandbox, " + what + ": as it should be");
    }
}
