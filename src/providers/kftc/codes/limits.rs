//! `A…`: transfers and registration, which an inquiry should never meet. That these codes exist is known;
//! what each of them says is not public.

use super::Effect::Final;
use super::Source::{NotFound, Single};
use super::{Explained, remedy, row};

pub(super) const ROWS: &[Explained] = &[
    row(
        "A0101",
        Final,
        NotFound,
        (
            "a limit of transfers; its own words were not found",
            "이체 한도와 관련된 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0102",
        Final,
        NotFound,
        (
            "a limit of transfers; its own words were not found",
            "이체 한도와 관련된 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0103",
        Final,
        NotFound,
        (
            "a limit of transfers; its own words were not found",
            "이체 한도와 관련된 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0104",
        Final,
        NotFound,
        (
            "a limit of transfers; its own words were not found",
            "이체 한도와 관련된 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0105",
        Final,
        NotFound,
        (
            "a limit of transfers; its own words were not found",
            "이체 한도와 관련된 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0106",
        Final,
        NotFound,
        (
            "a limit of transfers; its own words were not found",
            "이체 한도와 관련된 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0111",
        Final,
        NotFound,
        (
            "a limit of transfers; its own words were not found",
            "이체 한도와 관련된 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0112",
        Final,
        NotFound,
        (
            "a limit of transfers; its own words were not found",
            "이체 한도와 관련된 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0303",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0307",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0308",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0309",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0310",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0311",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0312",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0317",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0318",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
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
    row(
        "A0320",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0321",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0322",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0324",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0325",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0327",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0331",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0335",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
    row(
        "A0336",
        Final,
        NotFound,
        (
            "it belongs to transfers or registration; its own words were not found",
            "이체 또는 등록 업무의 코드. 고유한 문구는 찾지 못함",
        ),
        remedy::NOT_OURS,
    ),
];
