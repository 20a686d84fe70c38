"""Checks the arguments that Python callers pass. scripts/languages/python.cjs adds this module to the generated package.

The generated code converts a dict to its options class only if the parameter itself has that class. In a list or a
mapping the dict is sent as it is, and options whose names are not known are lost. And a str and a tuple are a valid
Sequence[str] for the check of jsii, but not for the library.
"""

import collections.abc
import math
import typing

from jsii._reference_map import InterfaceDynamicProxy
from jsii._type_checking import cached_type_hints, check_type as _jsii_check_type

__all__ = ["cached_type_hints", "check_type", "options_in"]


def _is_of_library(value: typing.Any) -> bool:
    """Whether a value can have the methods of an interface such as ICluster: also one with jsii.implements."""
    return isinstance(value, InterfaceDynamicProxy) or hasattr(type(value), "__jsii_type__")


def options_in(name: str, values: typing.Any, options_class: typing.Any) -> typing.Any:
    """Converts each dict in a list or in the values of a mapping to an object of the options class."""

    def convert(place: str, value: typing.Any) -> typing.Any:
        if not isinstance(value, dict):
            return value
        try:
            return options_class(**value)
        except TypeError as error:
            raise TypeError(f"{name}[{place}]: {error}") from None

    if isinstance(values, (list, tuple)):
        return [convert(str(place), value) for place, value in enumerate(values)]
    if isinstance(values, dict):
        return {key: convert(repr(key), value) for key, value in values.items()}
    return values


def _without_none(expected_type: typing.Any) -> typing.Any:
    """Returns X for Optional[X]. Other types stay as they are."""
    if typing.get_origin(expected_type) is not typing.Union:
        return expected_type
    others = [one for one in typing.get_args(expected_type) if one is not type(None)]
    return others[0] if len(others) == 1 else expected_type


def _is_number(expected_type: typing.Any) -> bool:
    return set(typing.get_args(expected_type)) - {type(None)} == {int, float}


def check_type(argname: str, value: typing.Any, expected_type: typing.Any) -> typing.Any:
    """Raises TypeError if the library cannot receive the value. It checks more than the function of jsii."""
    inner = _without_none(expected_type)
    origin = typing.get_origin(inner)
    if origin is collections.abc.Sequence:
        if isinstance(value, (str, bytes, tuple)):
            raise TypeError(f"type of {argname} must be a list; got {type(value).__name__} instead")
        if isinstance(value, list):
            for place, one in enumerate(value):
                check_type(f"{argname}[{place}]", one, typing.get_args(inner)[0])
    if origin is collections.abc.Mapping and isinstance(value, dict):
        for key, one in value.items():
            if not isinstance(key, str):
                raise TypeError(f"type of the keys of {argname} must be str; got {type(key).__name__} instead")
            check_type(f"{argname}[{key!r}]", one, typing.get_args(inner)[1])
    is_left_out = value is None and inner is not expected_type
    if getattr(inner, "_is_protocol", False) and not is_left_out and not _is_of_library(value):
        raise TypeError(f"type of {argname} must be {inner.__name__}; got {type(value).__name__} instead")
    if _is_number(expected_type) and (isinstance(value, bool) or isinstance(value, float) and not math.isfinite(value)):
        raise TypeError(f"type of {argname} must be a finite number; got {value!r} instead")
    return _jsii_check_type(argname=argname, value=value, expected_type=expected_type)
