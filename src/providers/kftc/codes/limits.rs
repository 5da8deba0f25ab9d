//! `A…`: transfers and registration, which an inquiry should never meet. That these codes exist is known;
//! what each of them says is not public.

use super::Effect::Final;
use super::Source::{NotFound, Single};
use super::{Explained, remedy, row};

pub(super) const ROWS: &[Explained] = &[
    limit("A0101"),
    limit("A0102"),
    limit("A0103"),
    limit("A0104"),
    limit("A0105"),
    limit("A0106"),
    limit("A0111"),
    limit("A0112"),
    row(
        "A0319",
        Final,
        Single,
        (
            "it is named among the ends of the agreement to inquiry; its own words were not found",
            "제3자 정보제공동의 만료와 함께 언급되는 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::CONNECT,
    ),
    not_ours("A0303"),
    not_ours("A0307"),
    not_ours("A0308"),
    not_ours("A0309"),
    not_ours("A0310"),
    not_ours("A0311"),
    not_ours("A0312"),
    not_ours("A0317"),
    not_ours("A0318"),
    not_ours("A0320"),
    not_ours("A0321"),
    not_ours("A0322"),
    not_ours("A0324"),
    not_ours("A0325"),
    not_ours("A0327"),
    not_ours("A0331"),
    not_ours("A0335"),
    not_ours("A0336"),
];

const fn limit(code: &'static str) -> Explained {
    let means = (
        "a limit of transfers; its own words were not found",
        "이체 한도와 관련된 코드. 고유한 문구는 찾지 못함",
    );
    row(code, Final, NotFound, means, remedy::NOT_OURS)
}

const fn not_ours(code: &'static str) -> Explained {
    let means = (
        "it belongs to transfers or registration; its own words were not found",
        "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
    );
    row(code, Final, NotFound, means, remedy::NOT_OURS)
}
