//! OTTM's answers: the envelope of a refusal, and who logged in.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qetta::http::fuzzing::answer;
use qetta::providers::ottm;

fuzz_target!(|bytes: &[u8]| {
    let answer = answer(bytes);
    let refusals = [ottm::read_refusal(&answer), ottm::token_refusal(&answer)];
    let said = refusals.into_iter().flatten().flat_map(|refusal| [refusal.code, refusal.message]);
    let member = ottm::read_userinfo(&answer).ok();
    let shown = member.map(|member| [Some(member.sub), member.nickname, member.email]);
    for words in said.chain(shown.into_iter().flatten()).flatten() {
        assert!(!words.chars().any(char::is_control), "{words:?}");
    }
});
