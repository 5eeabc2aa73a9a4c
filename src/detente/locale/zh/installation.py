"""What is said of the installation, in Chinese."""

INSTALLATION = {
    "warning.heading": "注意：",
    "start.plain": "numba {version} 缺少 {names}；内核只能用普通方式编译，首次启动需要几分钟。结果数字不变。"
    "改用 Détente 试过的 numba 版本会更快：见其依赖要求。",
    "start.interpreted": "numba {version} 缺少 {names}，无法编译；内核以 Python 运行，非常慢。结果数字不变。"
    "请安装 Détente 试过的 numba 版本：见其依赖要求。",
    "start.untuned": "llvmlite {version} 的 LLVM 不认识 {names}；内核运行较慢。结果数字不变。",
    "cache.mode.whole": "内核以编译方式运行。",
    "cache.mode.plain": "内核用普通方式编译：当前 numba 缺少快速启动所需的部分。",
    "cache.mode.interpreted": "内核以 Python 运行，没有编译。",
    "cache.shipped": "随安装附带：{count}个内核，{megabytes} MB，适用于 {family}；本机处理器可以运行。\n  {path}",
    "cache.shipped_in_vain": "随安装附带：{count}个内核，{megabytes} MB；本机处理器或 numba 的设置无法使用。\n  {path}",
    "cache.none_shipped": "随安装附带：无；首次启动时编译。",
    "cache.compiled": "在本机编译：{count}个内核，{megabytes} MB。\n  {path}",
    "cache.none_compiled": "在本机编译：无。\n  {path}",
    "cache.unusable": "这个文件夹不能使用：无法写入，或别人也能往里放文件。缺少的内核每次启动都要重新编译。",
    "cache.removed": "已删除：{count}个内核，{megabytes} MB。下次启动会重新编译所需的内核。",
    "cache.cannot_clear": "无法删除 {path} 中的内核：{reason}",
}
