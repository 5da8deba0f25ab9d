//! Which handler answers: exact paths and methods, each service in its own language.

use std::fmt;

use http::header::ALLOW;
use http::{Method, StatusCode};
use serde::{Serialize, Serializer};

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::{
    Seeded, acme, admin, hive, hyfata, kftc, max, ottm, secrets, toss, well_known,
};

/// Every service of the sandbox. To add one: a folder, and a line here.
static SERVICES: [&Service; 9] = [
    &admin::SERVICE,
    &well_known::SERVICE,
    &toss::SERVICE,
    &kftc::SERVICE,
    &hyfata::SERVICE,
    &ottm::SERVICE,
    &hive::SERVICE,
    &max::SERVICE,
    &acme::SERVICE,
];

/// One provider, or the sandbox's own pages.
pub(crate) struct Service {
    /// Where its paths begin: `/toss`.
    pub(crate) prefix: &'static str,
    /// What it answers.
    pub(crate) routes: &'static [Route],
    /// How it says that it does not.
    pub(crate) refuse: fn(&Call, Miss) -> Answer,
    /// What a client must be told to use it, given the sandbox's URL.
    pub(crate) environment: fn(&str) -> Vec<(&'static str, String)>,
}

/// One method of one path.
pub(crate) struct Route {
    /// Exactly.
    pub(crate) method: Method,
    /// Exactly, from the root; a step in braces is any one.
    pub(crate) path: &'static str,
    /// Who answers.
    pub(crate) handler: Handler,
}

impl Route {
    /// What is asked for.
    pub(crate) const fn get(path: &'static str, handler: Handler) -> Self {
        Self { method: Method::GET, path, handler }
    }

    /// What is sent.
    pub(crate) const fn post(path: &'static str, handler: Handler) -> Self {
        Self { method: Method::POST, path, handler }
    }

    /// What is taken back.
    pub(crate) const fn delete(path: &'static str, handler: Handler) -> Self {
        Self { method: Method::DELETE, path, handler }
    }
}

/// Answers one request. Neither waits nor sleeps, so that a test needs no socket and no runtime.
pub(crate) type Handler = fn(&Call, &Context) -> Result<Answer, Stop>;

/// Why no route took a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Miss {
    /// Nothing is there.
    NoSuchPath,
    /// Something is there, for another method.
    WrongMethod,
}

impl Miss {
    /// As HTTP has it.
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::NoSuchPath => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
        }
    }

    /// The plain refusal, for whoever has no language of its own for it.
    pub(crate) fn answer(self) -> Answer {
        match self {
            Self::NoSuchPath => Answer::error(self.status(), "not_found", "nothing is here"),
            Self::WrongMethod => {
                Answer::error(self.status(), "invalid_request", "see Allow for the method")
            }
        }
    }
}

/// The settings with which a client uses the sandbox at `url` (`http://127.0.0.1:9480`), by the
/// names that the providers' documents give them.
pub fn environment(url: &str) -> Vec<(&'static str, String)> {
    let url = url.trim_end_matches('/');
    SERVICES.iter().flat_map(|service| (service.environment)(url)).collect()
}

/// The providers, by the names with which their paths begin.
pub(crate) fn providers() -> impl Iterator<Item = &'static str> {
    let names = SERVICES.iter().map(|service| service.prefix.trim_start_matches('/'));
    names.filter(|name| !name.starts_with(['_', '.']))
}

/// Whether an exchange can be said to be this provider's; `none` has those that are nobody's.
pub(crate) fn is_provider(name: &str) -> bool {
    let mut names = SERVICES.iter().map(|service| service.name()).chain(["none"]);
    names.any(|known| known.eq_ignore_ascii_case(name))
}

/// The sandbox's own secrets, none of which may stand in a log.
pub(crate) fn own_secrets() -> Vec<String> {
    let is_secret = |name: &str| {
        name.ends_with("_SECRET") || name.ends_with("_KEY") && !name.ends_with("_PUBLIC_KEY")
    };
    let settings = environment("").into_iter().filter(|(name, _)| is_secret(name));
    settings.map(|(_, secret)| secret).chain([acme::SECRET.to_owned()]).collect()
}

/// Every route of every provider.
pub(crate) fn routes() -> Vec<Known> {
    let providers = SERVICES.iter().filter(|service| service.prefix != admin::SERVICE.prefix);
    let known = |service: &'static Service| {
        service.routes.iter().map(|route| Known {
            provider: service.name(),
            prefix: service.prefix,
            name: route.name(),
        })
    };
    providers.flat_map(|service| known(service)).collect()
}

/// A route, as others are told of it.
pub(crate) struct Known {
    pub(crate) provider: &'static str,
    pub(crate) prefix: &'static str,
    pub(crate) name: RouteName,
}

/// What a route is called: `POST /toss/token`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RouteName {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
}

impl fmt::Display for RouteName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

impl Serialize for RouteName {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// Where a request leads.
#[derive(Clone, Copy, Default)]
pub(crate) struct Found {
    service: Option<&'static Service>,
    route: Option<&'static Route>,
}

impl Found {
    /// Whose it is; `none` where it is nobody's.
    pub(crate) fn provider(&self) -> &'static str {
        self.service.map_or("none", Service::name)
    }

    /// The route that takes it.
    pub(crate) fn route(&self) -> Option<RouteName> {
        self.route.map(Route::name)
    }

    /// Whether it is for the sandbox itself.
    pub(crate) fn is_own(&self) -> bool {
        self.service.is_some_and(|service| service.prefix == admin::SERVICE.prefix)
    }
}

/// Finds who answers to a method and a path. Who asks for the head alone is answered as if for all of it
/// (RFC 9110 §9.3.2), and the server leaves the rest out.
pub(crate) fn find(method: &Method, path: &str) -> Found {
    let method = if *method == Method::HEAD { &Method::GET } else { method };
    let service = SERVICES.iter().copied().find(|service| service.owns(path));
    let mut routes = service.map(|service| service.routes).unwrap_or_default().iter();
    let route = routes.find(|route| route.method == *method && route.is_at(path));
    Found { service, route }
}

/// Finds the route and has it answer.
#[cfg(test)]
pub(crate) fn answer(call: &Call, context: &Context) -> Answer {
    answered(find(&call.head.method, call.path()), call, context)
}

/// Has whoever was found answer.
pub(crate) fn answered(found: Found, call: &Call, context: &Context) -> Answer {
    let Some(service) = found.service else { return nobodys(call) };
    if let Some(route) = found.route {
        return handled(service, route, call, context).unwrap_or_else(Stop::into_answer);
    }
    let here = service.routes.iter().filter(|route| route.is_at(call.path()));
    let methods: Vec<&str> = here.map(|route| route.method.as_str()).collect();
    if methods.is_empty() && is_a_look(service, call) {
        return Answer { rule: None, ..(service.refuse)(call, Miss::NoSuchPath) };
    }
    if methods.is_empty() {
        return missed(service, call, Miss::NoSuchPath, "R01: unknown path");
    }
    missed(service, call, Miss::WrongMethod, "R02: wrong method").with(ALLOW, &methods.join(", "))
}

/// What is below no prefix. A look at the root is nobody's mistake: somebody opens the address of the
/// ready event, or asks whether anybody is there.
fn nobodys(call: &Call) -> Answer {
    let names = providers().map(|name| format!("/{name}")).collect::<Vec<_>>().join(", ");
    let words = format!("nothing is here; there are {names}, and /__qetta/ for people");
    let answer = Answer::error(StatusCode::NOT_FOUND, "not_found", &words);
    let is_a_look = call.path() == "/" && call.head.method.is_safe();
    if is_a_look { answer } else { answer.breaking("R01: unknown path") }
}

/// Whether anybody is at home with a provider, as doctor asks: that is nobody's mistake.
fn is_a_look(service: &Service, call: &Call) -> bool {
    call.head.method == Method::HEAD && call.path().trim_end_matches('/') == service.prefix
}

/// The service's refusal; a rule of its own for it goes before everybody's.
fn missed(service: &Service, call: &Call, miss: Miss, rule: &'static str) -> Answer {
    let refusal = (service.refuse)(call, miss);
    if refusal.rule.is_some() { refusal } else { refusal.breaking(rule) }
}

/// Has a route answer. What it draws follows from the seed where there is one; whoever steers the run
/// takes no part in that, or looking would change what is looked at.
fn handled(
    service: &Service,
    route: &Route,
    call: &Call,
    context: &Context,
) -> Result<Answer, Stop> {
    let is_own = service.prefix == admin::SERVICE.prefix;
    let seeded = context.scenario.seeded.as_ref().filter(|_| !is_own);
    secrets::drawing(seeded.map(Seeded::next), || (route.handler)(call, context))
}

impl Route {
    fn name(&'static self) -> RouteName {
        RouteName { method: self.method.as_str(), path: self.path }
    }

    fn is_at(&self, path: &str) -> bool {
        if !self.path.contains('{') {
            return self.path == path;
        }
        let (ours, sent) = (self.path.split('/'), path.split('/'));
        let is_step = |(ours, sent): (&str, &str)| {
            ours == sent || (ours.starts_with('{') && !sent.is_empty())
        };
        ours.clone().count() == sent.clone().count() && ours.zip(sent).all(is_step)
    }
}

impl Service {
    /// `toss`; `sandbox` for the sandbox's own pages.
    fn name(&self) -> &'static str {
        match self.prefix {
            "/__qetta" => "sandbox",
            prefix => &prefix[1..],
        }
    }

    fn owns(&self, path: &str) -> bool {
        path.strip_prefix(self.prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::sandbox::testing::{Asking, Stage};

    #[test]
    fn no_two_services_and_no_two_routes_are_in_each_others_way() {
        let mut seen = BTreeSet::new();
        for service in SERVICES {
            assert!(seen.insert(service.prefix.to_owned()), "{}", service.prefix);
            for route in service.routes {
                assert!(service.owns(route.path), "{}", route.path);
                assert!(seen.insert(format!("{} {}", route.method, route.path)), "{}", route.path);
            }
        }
    }

    #[test]
    fn what_is_not_there_is_404_and_paths_are_exact() {
        let stage = Stage::new();
        for path in ["/", "/tossing/token", "/toss", "/toss/token/", "/toss//token", "/__qetta/x"] {
            let answer = stage.answer(Asking::post(path, ""));
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn a_look_at_the_root_breaks_no_rule_and_says_what_there_is() {
        let stage = Stage::new();
        let looked = stage.answer(Asking::get("/"));
        assert_eq!((looked.status, looked.rule), (StatusCode::NOT_FOUND, None));
        let words = String::from_utf8(looked.body).unwrap();
        assert!(words.contains("/toss, /kftc, /hyfata") && words.contains("/__qetta/"), "{words}");
        for provider in providers() {
            let path = format!("/{provider}/");
            assert!(stage.answer(Asking::get(&path)).rule.is_some(), "{path}");
            assert_eq!(stage.answer(Asking::head(&path)).rule, None, "{path}");
        }
        for asking in [Asking::post("/", ""), Asking::get("/token")] {
            assert_eq!(stage.answer(asking).rule, Some("R01: unknown path"));
        }
    }

    #[test]
    fn who_asks_for_the_head_alone_is_found_what_is_there() {
        let route = |path| find(&Method::HEAD, path).route().map(|name| name.to_string());
        assert_eq!(route("/__qetta/health").as_deref(), Some("GET /__qetta/health"));
        assert_eq!(route("/toss/token"), None);
    }

    #[test]
    fn a_step_in_braces_is_any_one_and_no_more() {
        let handler: Handler = |_, _| Ok(Answer::empty(StatusCode::OK));
        let route = Route { method: Method::GET, path: "/a/{id}/b", handler };
        for (path, is_there) in [
            ("/a/1/b", true),
            ("/a/%2F/b", true),
            ("/a//b", false),
            ("/a/1", false),
            ("/a/1/2/b", false),
            ("/a/1/b/", false),
            ("/b/1/b", false),
        ] {
            assert_eq!(route.is_at(path), is_there, "{path}");
        }
    }

    #[test]
    fn a_known_path_names_its_methods() {
        let stage = Stage::new();
        for (asking, allowed) in [
            (Asking::get("/toss/token"), "POST"),
            (Asking::get("/toss/api/v2/sign/user/auth/status"), "POST"),
            (Asking::post("/__qetta/health", ""), "GET"),
        ] {
            let answer = stage.answer(asking);
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
            assert_eq!(answer.header_map()[ALLOW], allowed);
        }
    }

    #[test]
    fn what_a_provider_has_a_rule_of_its_own_for_is_told_by_that_one() {
        let stage = Stage::new();
        for (asking, rule) in [
            (Asking::get("/kftc/nothing"), "O0005: "),
            (Asking::post("/kftc/v2.0/user/me", ""), "O0010: "),
            (Asking::get("/toss/nothing"), "R01: "),
            (Asking::get("/toss/token"), "R02: "),
        ] {
            let told = stage.answer(asking).rule.unwrap();
            assert!(told.starts_with(rule), "{told}");
        }
    }

    #[test]
    fn the_environment_is_where_the_sandbox_is() {
        let settings = environment("http://127.0.0.1:9480/");
        let base = settings.iter().find(|(name, _)| *name == "TOSS_OAUTH_BASE").unwrap();
        assert_eq!(base.1, "http://127.0.0.1:9480/toss");
    }
}
